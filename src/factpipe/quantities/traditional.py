"""Traditional script: how a text in it prints the words of the lexicons, which are written in simplified characters."""

from collections.abc import Iterable

#: simplified characters and, at the same place, what traditional script prints for them
_SIMPLIFIED = (
    "两万亿几数余来点种项个条张处线岁户钱块国学类资见为动节军会计时产级划无达团业体样决赛报门战农单声区员马仅运气规电办费东针红厅双层词从将长买论"
    "码现边坚笔务轮乱说难观们众没统专奖题积铁楼谈龙间传离遗过庆这减贫终预劳义锦圆号纪历届强临连续经满寿缩迟试营执约与灾灯钟热据场车广称编讲评选栏"
    "坛闻发领举势优标园银杰宝药赔补贴赚挣卖价涨罚亏贷给华职师医护党读网愿妇矿镇识养订购权债储后么该谁归齐对极导岛径则关帮协总额断开转厂县参变听围"
    "图备复头夹宁实宾币带应录态扬拥机杨构树欢济润温湾稳粮组联胜脚脸苏荣获虽许证设话语调财败货质贵负载辈还远适递顶顺须颗风飞饭馆鱼鲜鸟麦黄龄错违签"
    "简纽于内礼绪"
)
_TRADITIONAL = (
    "兩萬億幾數餘來點種項個條張處線歲戶錢塊國學類資見為動節軍會計時產級劃無達團業體樣決賽報門戰農單聲區員馬僅運氣規電辦費東針紅廳雙層詞從將長買論"
    "碼現邊堅筆務輪亂說難觀們眾沒統專獎題積鐵樓談龍間傳離遺過慶這減貧終預勞義錦圓號紀歷屆強臨連續經滿壽縮遲試營執約與災燈鐘熱據場車廣稱編講評選欄"
    "壇聞發領舉勢優標園銀傑寶藥賠補貼賺掙賣價漲罰虧貸給華職師醫護黨讀網願婦礦鎮識養訂購權債儲後麼該誰歸齊對極導島徑則關幫協總額斷開轉廠縣參變聽圍"
    "圖備復頭夾寧實賓幣帶應錄態揚擁機楊構樹歡濟潤溫灣穩糧組聯勝腳臉蘇榮獲雖許證設話語調財敗貨質貴負載輩還遠適遞頂順須顆風飛飯館魚鮮鳥麥黃齡錯違簽"
    "簡紐於內禮緒"
)
TRADITIONAL = str.maketrans(_SIMPLIFIED, _TRADITIONAL)


def in_both(words: Iterable[str]) -> tuple[str, ...]:
    """The words, and those of them that traditional script writes otherwise once more."""
    words = tuple(words)
    return (*words, *(other for word in words if (other := word.translate(TRADITIONAL)) != word))
