"""The report in a real browser: what a click, a key and a hostile headline do."""

import shutil

import pytest

from factpipe import report

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
        at("issue/01", "320户", 320, "households", confidence=0.9),
        at("issue/01", "62名", 62, "leaders", unit="名", item=HOSTILE, status="target", confidence=0.4),
        at("issue/02", "1.5万元", 15000, "money", unit="元", item="投入", place="东河县杨树乡"),
        at("issue/02", "8公里", 8, "length", unit="公里", item="路", place="东河县杨树乡", rule_id="roads"),
    ]
    check = {
        "check_id": "issue/02#1!1", "article_id": "issue/02#1", "kind": "product", "verdict": "contradicts",
        "fact_ids": f"{facts[2]['fact_id']} {facts[3]['fact_id']}", "arithmetic": f"1 × 2 = 3 {HOSTILE}", "difference": 1.0,
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
    assert page.find_element(By.CSS_SELECTOR, ".verdict").text == "矛盾"
    page.find_elements(By.CSS_SELECTOR, ".check-card button")[1].click()
    assert page.find_element(By.CSS_SELECTOR, "#text mark[aria-current=true]").text == "8公里"


def test_language_and_theme(page):
    assert "性质" in page.find_element(By.ID, "filters").text
    page.find_element(By.ID, "lang").click()
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
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    )
    try:
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
        assert page.execute_script("return document.documentElement.scrollWidth") <= 390
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_rows_that_are_shown_are_saved_as_csv(page):
    page.execute_script("""
        URL.createObjectURL = (blob) => { blob.text().then((text) => { window.told = text; }); return "#"; };
        HTMLAnchorElement.prototype.click = function () { window.named = this.download; };""")
    page.find_element(By.CSS_SELECTOR, "#f-measure [data-value=leaders]").click()
    page.find_element(By.ID, "tab-table").click()
    page.find_element(By.ID, "save").click()
    WebDriverWait(page, 5).until(lambda driver: driver.execute_script("return window.told"))
    assert page.execute_script("return window.named") == "facts.csv"
    head, row, end = page.execute_script("return window.told").removeprefix("\ufeff").split("\r\n")
    assert head.startswith("fact_id,issue_date,page,measure,item,value,")
    assert row.startswith("issue/01#1:")
    assert ",leaders," in row
    assert end == ""
