"""Traditional script: how a text in it prints the words of the lexicons, which are written in simplified characters."""

from collections.abc import Iterable

from factpipe.script import in_simplified

#: of the characters that may stand for the simplified ones of those words, the usual ones
_USUAL = (
    "兩萬億幾數餘來點種項個條張處線歲戶錢塊國學類資見為動節軍會計時產級劃無達團業體樣決賽報門戰農單聲區員馬僅運氣規電辦費東針紅廳雙層詞從"
    "將長買論碼現邊堅筆務輪亂說難觀們眾沒統專獎題積鐵樓談龍間傳離遺過慶這減貧終預勞義錦圓號紀歷屆強臨連續經滿壽縮遲試營執約與災燈鐘熱據場"
    "車廣稱編講評選欄壇聞發領舉勢優標園銀傑寶藥賠補貼賺掙賣價漲罰虧貸給華職師醫護黨讀網願婦礦鎮識養訂購權債儲後麼該誰歸齊對極導島徑則關幫"
    "協總額斷開轉廠縣參變聽圍圖備復頭夾寧實賓幣帶應錄態揚擁機楊構樹歡濟潤溫灣穩糧組聯勝腳臉蘇榮獲雖許證設話語調財敗貨質貴負載輩還遠適遞頂"
    "順須顆風飛飯館魚鮮鳥麥黃齡錯違簽簡紐於內禮緒"
)
TRADITIONAL = str.maketrans(dict(zip(in_simplified(_USUAL), _USUAL, strict=True)))


def in_both(words: Iterable[str]) -> tuple[str, ...]:
    """The words, and those of them that traditional script writes otherwise once more."""
    words = tuple(words)
    return (*words, *(other for word in words if (other := word.translate(TRADITIONAL)) != word))
