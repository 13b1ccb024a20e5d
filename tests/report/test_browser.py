"""The report, and a comparison, in a real browser: what a click, a key, a small screen and a hostile headline do."""

import shutil
from contextlib import contextmanager
from datetime import date

import pytest

from factpipe import changes, report
from factpipe.changes.pages import FORMATS

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
from selenium.common.exceptions import TimeoutException  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.wait import WebDriverWait  # noqa: E402

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="no Chromium with its driver on this machine")

HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=2>"


@pytest.fixture(scope="module")
def browser():
    options = webdriver.ChromeOptions()
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--window-size=1400,900",
    ):
        options.add_argument(argument)
    options.add_argument("--lang=zh-CN")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.binary_location = BROWSER
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def page(browser, fact, article, tables, tmp_path):
    texts = {
        "issue/01": f"{HOSTILE}\n柳湾乡已有320户搬进新居，62名党员带头。",
        "issue/02": "杨树乡修路\n杨树乡投入1.5万元，修路8公里。",
    }

    def at(doc, surface, value, measure, **changes):
        text = texts[doc]
        start = text.index(surface)
        return fact(surface, value, doc_id=doc, start=start, measure=measure, sentence=text.split("\n")[1], **changes)

    facts = [
        at("issue/01", "320户", 320, "households", confidence=0.9, time="4月初", time_start=date(2024, 4, 1),
           time_end=date(2024, 4, 10)),
        at("issue/01", "62名", 62, "leaders", unit="名", item=HOSTILE, status="target", confidence=0.4, modifier="at_least"),
        at("issue/02", "1.5万元", 15000, "money", unit="元", item="投入", place="东河县杨树乡"),
        at("issue/02", "8公里", 8, "length", unit="公里", item="路", place="东河县杨树乡", rule_id="roads"),
    ]  # fmt: skip
    check = {
        "check_id": "issue/02#1!1", "article_id": "issue/02#1", "kind": "product", "verdict": "contradicts",
        "fact_ids": f"{facts[2]['fact_id']} {facts[3]['fact_id']}", "arithmetic": f"1 × 2 = 3 {HOSTILE}", "difference": -1.23456,
    }  # fmt: skip
    reject = dict(facts[3], reason=HOSTILE)
    articles = [article(text, doc, title=text.split("\n")[0]) for doc, text in texts.items()]
    folder = tables(tmp_path / "out", facts=facts, articles=articles, checks=[check], rejects=[reject], texts=texts)
    (path,) = report.write(report.load(folder), tmp_path / "report.html", title=HOSTILE)
    browser.get(path.as_uri())
    browser.execute_script("localStorage.clear()")
    if browser.execute_script("return document.documentElement.dataset.lang") != "zh":
        browser.find_element(By.ID, "lang").click()
    yield browser
    complaints = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    assert not complaints
    assert browser.execute_script("return window.hacked") is None


@contextmanager
def screen(page, width, height, *, phone=False):
    """The page on a screen of that size."""
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1 + phone, "mobile": phone},
    )
    try:
        yield
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def texts_of(page, css):
    return [element.text for element in page.find_elements(By.CSS_SELECTOR, css)]


def shows(page, count):
    """Whether the page comes to show that many rows: it filters once the event is done."""
    try:
        return WebDriverWait(page, 5).until(lambda driver: driver.find_element(By.ID, "n-shown").text == count)
    except TimeoutException:
        return False


def test_hostile_text_is_shown_as_text(page):
    assert page.find_element(By.TAG_NAME, "h1").text == HOSTILE
    assert page.find_element(By.CSS_SELECTOR, "#text .title").text == HOSTILE
    assert HOSTILE in page.find_element(By.ID, "cards").text
    for tab in ("table", "checks", "rejects"):
        page.find_element(By.ID, f"tab-{tab}").click()
        assert HOSTILE in page.find_element(By.ID, tab).text
    assert not page.find_elements(By.CSS_SELECTOR, "main img, h1 img, main script")


def test_mark_and_row_choose_one_another(page):
    assert texts_of(page, "#text mark") == ["320户", "62名"]
    page.find_elements(By.CSS_SELECTOR, "#text mark")[1].click()
    chosen = page.find_element(By.CSS_SELECTOR, "#cards [aria-current=true]")
    assert chosen.text.startswith("62名")
    assert "目标" in chosen.text
    page.find_elements(By.CSS_SELECTOR, "#cards li")[0].click()
    assert page.find_element(By.CSS_SELECTOR, "#text mark[aria-current=true]").text == "320户"


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("#f-measure [data-value=money]", "1"),
        ("#f-status [data-value=target]", "1"),
        ("#f-rule option[value=roads]", "1"),
        ("#f-checked", "2"),
    ],
)
def test_filters_by_click(page, css, left):
    page.find_element(By.CSS_SELECTOR, css).click()
    assert shows(page, left)
    page.find_element(By.CSS_SELECTOR, "#filters [type=reset]").click()
    page.implicitly_wait(1)
    page.find_element(By.CSS_SELECTOR, f"{css}:not([aria-pressed=true])")
    assert shows(page, "4")


@pytest.mark.parametrize(
    ("field", "typed", "left"), [("f-place", "杨树", "2"), ("query", "党员 带头", "2"), ("query", "roads", "1")]
)
def test_filters_by_typing(page, field, typed, left):
    page.find_element(By.ID, field).send_keys(typed)
    page.execute_async_script("setTimeout(arguments[0], 60)")
    assert shows(page, left)


def test_confidence(page):
    page.execute_script(
        "const s=document.getElementById('f-confidence'); s.value='0.5'; s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    page.execute_async_script("setTimeout(arguments[0], 60)")
    assert shows(page, "1")


def test_an_article_without_such_facts_leaves_the_list(page):
    assert len(page.find_elements(By.CSS_SELECTOR, "#articles button")) == 2
    page.find_element(By.CSS_SELECTOR, "#f-measure [data-value=money]").click()
    assert texts_of(page, "#articles b") == ["杨树乡修路"]
    assert texts_of(page, "#cards li b") == ["1.5万元"]
    assert texts_of(page, "#text mark.off") == ["8公里"]


def test_keys(page):
    body = page.find_element(By.TAG_NAME, "body")
    body.send_keys("j")
    assert page.find_element(By.CSS_SELECTOR, "#cards [aria-current=true] b").text == "320户"
    page.switch_to.active_element.send_keys("j")
    assert page.switch_to.active_element.text == "62名"
    page.switch_to.active_element.send_keys("n")
    assert page.find_element(By.CSS_SELECTOR, "#text .title").text == "杨树乡修路"
    page.find_element(By.TAG_NAME, "body").send_keys("2")
    assert page.find_element(By.ID, "table").is_displayed()
    assert page.switch_to.active_element.get_attribute("id") == "tab-table"
    page.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    assert page.find_element(By.ID, "checks").is_displayed()
    page.find_element(By.TAG_NAME, "body").send_keys("/")
    assert page.switch_to.active_element.get_attribute("id") == "query"


def test_table_sorts_and_leads_to_the_article(page):
    page.find_element(By.ID, "tab-table").click()
    head = "#rows-head th:nth-child(2) button"
    page.find_element(By.CSS_SELECTOR, head).click()
    assert texts_of(page, "#rows td:first-child") == ["8公里", "62名", "320户", "1.5万元"]
    page.find_element(By.CSS_SELECTOR, head).click()
    assert texts_of(page, "#rows td:first-child")[0] == "1.5万元"
    page.find_element(By.CSS_SELECTOR, "#rows tr").click()
    assert page.find_element(By.CSS_SELECTOR, "#text mark[aria-current=true]").text == "1.5万元"


def test_checks_show_their_arithmetic_and_lead_to_the_facts(page):
    page.find_element(By.ID, "tab-checks").click()
    assert page.find_element(By.CSS_SELECTOR, ".arithmetic").text.startswith("1 × 2 = 3")
    assert page.find_element(By.CSS_SELECTOR, ".arithmetic").text.endswith("差 −1.2346 公里")
    assert page.find_element(By.CSS_SELECTOR, ".verdict").text == "矛盾"
    page.find_elements(By.CSS_SELECTOR, ".check-card button")[1].click()
    assert page.find_element(By.CSS_SELECTOR, "#text mark[aria-current=true]").text == "8公里"


def test_language_and_theme(page):
    assert "性质" in page.find_element(By.ID, "filters").text
    assert "搜索" in page.find_element(By.ID, "query").get_attribute("placeholder")
    page.find_element(By.ID, "lang").click()
    assert page.find_element(By.ID, "query").get_attribute("placeholder") == "Search ( / )"
    assert "Status" in page.find_element(By.ID, "filters").text
    assert "性质" not in page.find_element(By.ID, "filters").text

    def ground():
        return page.execute_script("return getComputedStyle(document.documentElement).backgroundColor")

    before = ground()
    page.find_element(By.ID, "theme").click()
    assert ground() != before


def test_charts(page):
    page.find_element(By.ID, "tab-charts").click()
    assert len(page.find_elements(By.CSS_SELECTOR, ".chart")) == 2
    assert "金额" in texts_of(page, ".chart text.zh.name")


def test_on_a_phone_filters_are_folded_and_a_tap_shows_the_row(page):
    with screen(page, 390, 844, phone=True):
        place, fold = page.find_element(By.ID, "f-place"), page.find_element(By.ID, "fold")
        assert not place.is_displayed()
        fold.click()
        assert place.is_displayed()
        assert fold.get_attribute("aria-expanded") == "true"
        page.find_element(By.CSS_SELECTOR, "#f-measure [data-value=leaders]").click()
        assert page.find_element(By.ID, "n-filters").text == "1"
        fold.click()
        page.find_element(By.CSS_SELECTOR, "#text mark:not(.off)").click()
        card = page.find_element(By.CSS_SELECTOR, "#cards [aria-current=true]").rect
        scrolled = page.execute_script("return scrollY")
        assert 0 <= card["y"] - scrolled <= 844 - card["height"]
        mark = page.find_element(By.CSS_SELECTOR, "#text mark[aria-current=true]").rect
        assert mark["y"] + mark["height"] < card["y"]
        assert page.execute_script("return document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("close", [".close", "#fold", None])
def test_on_a_phone_the_row_can_be_closed(page, close):
    with screen(page, 390, 844, phone=True):
        page.find_element(By.CSS_SELECTOR, "#text mark").click()
        assert page.find_elements(By.CSS_SELECTOR, "#cards [aria-current=true]")
        if close:
            page.find_element(By.CSS_SELECTOR, close).click()
        else:
            page.switch_to.active_element.send_keys(Keys.ESCAPE)
        assert not page.find_elements(By.CSS_SELECTOR, "#cards [aria-current=true]")


def test_on_a_phone_the_table_scrolls_sideways_and_says_so(page):
    page.find_element(By.ID, "tab-table").click()
    assert not page.find_element(By.ID, "sideways").is_displayed()
    with screen(page, 390, 844, phone=True):
        WebDriverWait(page, 5).until(lambda driver: driver.find_element(By.ID, "sideways").is_displayed())
        assert page.find_element(By.CSS_SELECTOR, "#rows td.place").rect["width"] > 120
        page.execute_script("document.querySelector('#table .scroll').scrollLeft = 300")
        seen = "return document.elementFromPoint(20, document.getElementById('rows-head').getBoundingClientRect().y + 15).innerText"
        assert page.execute_script(seen) == "原文"
        assert page.execute_script("return document.documentElement.scrollWidth") <= 390


def test_an_opened_row_is_seen_whole(page):
    with screen(page, 1400, 500):
        page.find_elements(By.CSS_SELECTOR, "#text mark")[1].click()
        page.execute_async_script("setTimeout(arguments[0], 700)")
        card = page.find_element(By.CSS_SELECTOR, "#cards [aria-current=true]").rect
        frame = page.find_element(By.CSS_SELECTOR, ".cards").rect
        assert card["height"] < frame["height"]
        assert frame["y"] <= card["y"]
        assert card["y"] + card["height"] <= frame["y"] + frame["height"]


def test_the_row_tells_the_days_of_its_time(page):
    page.find_element(By.CSS_SELECTOR, "#text mark").click()
    assert "2024-04-01 – 2024-04-10" in page.find_element(By.CSS_SELECTOR, "#cards [aria-current=true]").text


def test_table_tells_bounds_with_values(page):
    page.find_element(By.ID, "tab-table").click()
    assert texts_of(page, "#rows td:nth-child(2)") == ["320", "≥62", "15,000", "8"]
    page.find_element(By.CSS_SELECTOR, "#rows-head th:nth-child(2) button").click()
    head = page.find_element(By.CSS_SELECTOR, "#rows-head th:nth-child(2)")
    assert head.get_attribute("aria-sort") == "ascending"
    button = page.switch_to.active_element
    assert button.text.startswith(head.text)
    assert button.value_of_css_property("text-align") == "right"


def test_what_a_filter_hides_is_not_told_as_missing(page):
    page.find_element(By.ID, "query").send_keys("没有这样的字")
    assert shows(page, "0")
    for tab in ("checks", "rejects"):
        page.find_element(By.ID, f"tab-{tab}").click()
        assert page.find_element(By.CSS_SELECTOR, f"#tab-{tab} i").text == "0 / 1"
        assert page.find_element(By.ID, tab).text == "筛选隐藏了全部 1 项"


def test_an_address_leads_to_the_fact_and_back(page):
    page.find_element(By.CSS_SELECTOR, "#f-measure [data-value=length]").click()
    page.find_element(By.ID, "tab-table").click()
    page.find_element(By.CSS_SELECTOR, "#rows tr").click()
    there = page.current_url
    page.back()
    WebDriverWait(page, 5).until(lambda driver: driver.find_element(By.ID, "rows").is_displayed())
    assert page.find_element(By.ID, "n-shown").text == "1"
    page.get("about:blank")
    page.get(there)
    assert page.find_element(By.CSS_SELECTOR, "#cards [aria-current=true] b").text == "8公里"
    assert page.find_element(By.ID, "n-shown").text == "1"
    assert page.find_element(By.CSS_SELECTOR, "#f-measure [data-value=length]").get_attribute("aria-pressed") == "true"


def test_an_address_of_no_fact_or_filter_shows_the_page(page):
    page.get(f"{page.current_url.split('#')[0]}#fact=<img>&measure=<img>&view=<img>&confidence=x")
    page.refresh()
    assert page.find_element(By.ID, "n-shown").text == "4"
    assert len(page.find_elements(By.CSS_SELECTOR, "#text mark")) == 2


def test_rows_that_are_shown_are_saved_as_csv(page):
    page.execute_script("""
        URL.createObjectURL = (blob) => { blob.text().then((text) => { window.told = text; }); return "#"; };
        HTMLAnchorElement.prototype.click = function () { window.named = this.download; };""")
    page.find_element(By.CSS_SELECTOR, "#f-measure [data-value=leaders]").click()
    page.find_element(By.ID, "tab-table").click()
    page.find_element(By.ID, "save").click()
    WebDriverWait(page, 5).until(lambda driver: driver.execute_script("return window.told"))
    assert page.execute_script("return window.named") == "facts-shown.csv"
    head, row, end = page.execute_script("return window.told").removeprefix("\ufeff").split("\r\n")
    assert f"{len(head.split(','))} 列" in page.find_element(By.ID, "save").get_attribute("title")
    assert head.startswith("fact_id,issue_date,page,measure,item,value,")
    assert row.startswith("issue/01#1:")
    assert ",leaders," in row
    assert end == ""


def test_a_comparison_fits_a_phone(browser, fact, tables, tmp_path):
    sentence = "截至目前，全县已有320户脱贫户搬进新居，全县已有320户脱贫户搬进新居。"
    old, new = (
        tables(tmp_path / name, facts=[fact(value=value, surface=f"{value}户", sentence=sentence, start=value)])
        for name, value in (("a" * 30, 320), ("b" * 30, 356))
    )
    page = tmp_path / "diff.html"
    page.write_text(FORMATS["html"](changes.diff(old, new, question="issues")), encoding="utf-8")
    with screen(browser, 390, 844, phone=True):
        browser.get(page.as_uri())
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
        assert browser.find_element(By.CSS_SELECTOR, "td:last-child").text.startswith("+36 户")
