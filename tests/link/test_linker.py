"""What a quantity counts, on what terms: one case for each way of saying it, and for each mistake once made."""

from dataclasses import replace

import pytest

from factpipe.link import Linker, Passage
from factpipe.link.alphabet import Alphabet
from factpipe.model import Scope
from factpipe.pipeline.engine import engine_for
from factpipe.quantities import Scanner
from factpipe.rules import load
from factpipe.rules.entries.items import Nouns


def claims(text: str, year: int | None = None) -> dict[str, object]:
    """Claims of a text by the surface of their quantity."""
    engine = engine_for(())
    quantities = engine.scanner.scan(text)
    times = [mention[:2] for mention in engine.times.find(text)]
    places = [mention[:2] for mention in engine.places.find(text)]
    linked = engine.linker.link(Passage(text, quantities, times, places, year))
    return {text[claim.quantity.start : claim.quantity.end]: claim for claim in linked}


ITEMS = [
    # the noun stands after the quantity, before it, or beyond a verb
    ("村里请来8名农艺师教大家育苗。", "8名", "农艺师"),
    ("工作队贴出标语20余条。", "20余条", "标语"),
    ("全镇护林员已经达到62名。", "62名", "护林员"),
    ("镇里开办了9家具有山区特色的饭庄。", "9家", "饭庄"),
    # what is measured of a deed is said of the deed, another measure of the thing that it was done with
    ("全县木材销售面积下降9%，售价下跌3%。", "3%", "木材售价"),
    ("全县茶叶播种面积增加90亩，单产增加9公斤。", "9公斤", "茶叶单产"),
    ("收编了五家分离企业。", "五家", "分离企业"),
    # 中央财政 pays, and is no part of what is paid
    ("今年中央财政安排茶山修复补助资金30万元。", "30万元", "茶山修复补助资金"),
    # a classifier that counts nothing is the end of a noun
    ("集市上共发出环保袋500个。", "500个", "环保袋"),
    ("新建30万吨级原油码头。", "30万吨", "原油码头"),
    # an undertaking does what stands after it; what is bought for it is no deed of it
    ("二期工程新建泵站3座。", "3座", "泵站"),
    ("农民收入2万元，名义增长5.6%。", "5.6%", "农民收入"),
    ("镇上三期投资30万元。", "30万元", "三期投资"),
    ("蚕丝商号还将投资30万元。", "30万元", "投资"),
    ("水库工程计划投资30万元。", "30万元", "水库工程投资"),
    ("镇上每年拿出30万元的资金扶持发展茶山。", "30万元", "资金"),
    ("窑厂要花30万元的排污费。", "30万元", "排污费"),
    ("镇上茶叶产量连续7年站稳30万斤台阶。", "30万斤", "茶叶产量"),
    ("茶厂如期超额完成30万元的销售收入。", "30万元", "销售收入"),
    ("停水的时间由10小时减少为4小时。", "4小时", "停水的时间"),
    # a verb that opens its clause governs the noun after it
    ("去年新改建林区公路3公里。", "3公里", "林区公路"),
    ("当天救治伤员30名。", "30名", "伤员"),
    ("镇上埋下各类供水管道近4公里。", "近4公里", "各类供水管道"),
    # what is measured, with what it belongs to
    ("果品的销售收入超过300万元。", "超过300万元", "果品的销售收入"),
    ("收起80处旧棚，面积达2.8万平方米。", "2.8万平方米", "旧棚面积"),
    ("青椒最高售价达到60元，均价40元。", "40元", "青椒均价"),
    # an elliptical quantity goes on about what was counted before
    ("茶园产值30万元，比上年增长5%。", "5%", "茶园产值"),
    ("收到救灾款20万元，已支出6万元。", "6万元", "救灾款"),
    ("全镇有4个茶厂，其中2个在山上。", "2个", "茶厂"),
    ("茶叶市场将保持8%的增速，到明年达到3亿元。", "3亿元", "茶叶市场"),
    ("补贴已退到27户茶农的账户，其中，小茶厂是主体，占九成。", "九成", "小茶厂"),
    # a place after 30家 is where they are from if what is counted follows its 的
    ("今年有30家四川的茶厂入驻。", "30家", "茶厂"),
    # words that the dictionary has as nouns though they tell a deed; characters that are in no word
    ("镇上立案查处违法用地案件30件。", "30件", "违法用地案件"),
    # words of the dictionary that are two: a verb with its object, 共 and a verb
    ("茶场与附近4个村签订协议。", "4个", "村"),
    ("河口镇5个村均通自来水，8个村均建成茶厂。", "5个", "村"),
    ("河口镇5个村均通自来水，8个村均建成茶厂。", "8个", "村"),
    ("调来挖土机、装土机14台赶赴现场救人。", "14台", "挖土机、装土机"),
    ("两村共出动铲车14台。", "14台", "铲车"),
    # what is given for each, and what a clause says that it has
    ("每亩补助茶苗3000株。", "3000株", "茶苗"),
    ("全镇符合条件且有意愿的孤寡老人集中供养率达100%。", "100%", "孤寡老人集中供养率"),
    ("金属钕的价格从9万元涨到14万元。", "9万元", "金属钕的价格"),
    ("1.8万亩撂荒地建成了茶园。", "1.8万亩", "撂荒地"),
    # nouns that are items only right after their quantity
    ("村主任的汇报分了三个部分。", "三个", "部分"),
    ("茶厂正面临两大挑战：缺水、缺人。", "两大", "挑战"),
    # how long it takes from one place to another
    ("新路通车，成都至雅安20分钟。", "20分钟", "成都至雅安"),
    ("成都到雅安的时间由3小时缩短到1小时。", "3小时", "成都到雅安的时间"),
    # a verb that makes a noun with what follows, and one that has it for its object
    ("厂里成立了9个政治理论学习小组。", "9个", "政治理论学习小组"),
    ("海关查获走私茶叶30吨。", "30吨", "茶叶"),
    # bodies whose measure is told next
    ("镇上30个重点县单产都有提高。", "30个", "重点县"),
    ("镇上有2家茶厂，另有1家的税率为2%。", "1家", "茶厂"),
    # units that are nouns themselves
    ("全村265户1234人都用上了自来水。", "265户", "户"),
    ("全村265户1234人都用上了自来水。", "1234人", "人"),
    ("完成249人易地搬迁。", "249人", "人"),
    # phrases end where another begins
    ("5个县城推广节水大棚。", "5个", "县城"),
    ("林场的5名职工和志愿者在修路。", "5名", "职工和志愿者"),
    ("把“老赖”户从200户减到12户。", "200户", "“老赖”户"),
    ("山地14亩全部退耕还林。", "14亩", "山地"),
    # ways and sides are counted as such where nothing else is named
    ("护林队从六日起分四路上山。", "四路", "路"),
    ("收成的好坏取决于两方面，一是雨水，二是肥料。", "两方面", "方面"),
    # what 分别 hands out
    ("上半年游客63万人次，收入7.4亿元，分别增长15.8%、14.5%。", "14.5%", "收入"),
    ("上半年游客63万人次，收入7.4亿元，分别增长15.8%、14.5%。", "15.8%", "游客"),
    ("猪肉、牛肉价格分别上涨3%和6%。", "3%", "猪肉价格"),
    ("红茶、绿茶的收购价分别由30元、90元涨至40元、99元。", "90元", "绿茶收购价"),
    ("红茶、绿茶的收购价分别由30元、90元涨至40元、99元。", "40元", "红茶收购价"),
    ("春茶、秋茶和茶籽产量分别增长3%、5%和6%。", "5%", "秋茶产量"),
    ("城镇、农村居民人均收入分别增长3%和6%。", "3%", "城镇居民人均收入"),
    ("普通教育、职业教育支出，同比分别增长3%和6%。", "3%", "普通教育支出"),
    ("茶业和制陶业工业增加值分别增长3%和6%。", "3%", "茶业增加值"),
    ("第二、第三茶场产量分别增长3%和6%。", "3%", "第二茶场产量"),
    ("第二、第三茶场产量分别增长3%和6%。", "6%", "第三茶场产量"),
    ("茶乡养老、工伤、失业保险参保人数分别为9万人、2万人、3万人。", "3万人", "失业保险参保人数"),
    ("茶叶收4万吨、竹笋收9万吨，分别增长3%和6%，比前年分别多收5%和8%。", "8%", "竹笋"),
    # the money that is spent on something
    ("县里投资2500万元建设通村公路。", "2500万元", "通村公路投资"),
    # an age belongs to who is named
    ("租客罗大山，现年45岁。", "45岁", "租客罗大山"),
    # what a counted body has is not counted
    ("去年，7个省份农民收入上升。", "7个", "省份"),
    ("暴雨导致5个乡镇不同程度受灾。", "5个", "乡镇"),
    # attributes before a counted noun
    ("茶场帮助20家停产或半停产企业复工。", "20家", "停产或半停产企业"),
    ("茶乡各族各界代表300人到会。", "300人", "各族各界代表"),
    ("全省有70个县（市、区）是老茶区。", "70个", "县（市、区）"),
    # who pays is no part of what is paid; growth is of what grows
    ("茶厂与商会共同出资300万元。", "300万元", "出资"),
    ("茶叶产值500万元，年均复合增长率达到15%。", "15%", "茶叶产值复合增长率"),
    # a clause that ends in 的 says which of those that were counted before
    ("收到竹篮300个，其中大人用的180个，小孩用的120个。", "120个", "小孩用的竹篮"),
    ("镇上有茶农63户，其中因病返贫的有42户。", "42户", "因病返贫的茶农"),
    ("全校师生230人，其中住校的140人，吃早饭的有200人。", "200人", "吃早饭的师生"),
    ("朵曲镇从事茶艺的就有300多人。", "300多人", "从事茶艺的人"),
    ("茶乡下山的300多人都领到了茶苗。", "300多人", "人"),
    # what stands after a comparison is its base
    ("茶农达到1200户，茶价为每斤高于牌价3元。", "3元", "茶价"),
    # an anniversary is of its event, with the place whose it is; what people do lasts, they do not
    ("大会庆祝云岭县设立60周年。", "60周年", "云岭县设立"),
    ("茶乡代表在朵曲县解放40周年大会上发言。", "40周年", "朵曲县解放"),
    ("在山口坚守了九年的护林员又要巡山了。", "九年", "坚守"),
    ("会务组在“茶马山庄”停留两天。", "两天", "停留"),
    ("会务组在“茶马山庄”停留的两天时间里下了雪。", "两天", "在“茶马山庄”停留"),
    # what has a name has the length, not the kind that it is of
    ("云岭大道是镇上首条山区公路，全长90公里。", "90公里", "云岭大道全长"),
    ("镇上最长的大道是云岭路，全长90公里。", "90公里", "云岭路全长"),
    # what is reached is a base
    ("茶厂已运走春茶90吨，完成全年计划的75%。", "75%", "春茶"),
    ("经过三年的努力，荒坡变成了茶山。", "三年", "努力"),
    ("四年过去了，茶苗长高了。", "四年", "过去"),
    # so far away
    ("鲜笋连夜送往80公里外的朵曲镇。", "80公里", "朵曲镇"),
    ("茶乡距县城有30多公里。", "30多公里", "距离"),
    # whom it is done for is no part of what is done
    ("合作社累计向国家交售茶叶30吨。", "30吨", "茶叶"),
    ("合作社给村民增收30万元。", "30万元", "增收"),
    # people counted as a body
    ("由60多人组成的采茶队上了山。", "60多人", "采茶队"),
    ("30多人的管护队伍守着山口。", "30多人", "管护队伍"),
    # earned, lost: no noun says of which money
    ("茶农罗大山三个月就挣了6万元。", "6万元", "收入"),
    ("茶厂追缴旧账，违规商户被罚没3万元。", "3万元", "罚没"),
    # how the crop does is not counted
    ("全县3万亩茶苗长势良好。", "3万亩", "茶苗"),
    # a clause is about neither its grounds nor its speaker
    ("茶叶价格上涨，统计数据显示，上月大幅飙升9元。", "9元", "茶叶价格"),
    # what has been named since the last number is what is measured now
    ("螺纹均价4800元，冷板全镇均价5500元。", "5500元", "冷板均价"),
    ("库存40天；茶厂开工率今春回落不少，降幅约20%。", "约20%", "茶厂开工率降幅"),
    ("收到木耳300件，价值2万元。", "2万元", "木耳价值"),
    ("茶业股票上涨6%，木业基金优选上涨8%。", "8%", "木业基金"),
    ("日报最多，占总量的80%；周刊最少，占5%。", "5%", "周刊"),
    # what changes is no longer how much it changes
    ("茶叶期货涨幅0.6%，收于30元。", "30元", "茶叶期货"),
    # what the next number counts, or the last one, is no part of a list
    ("买下海山模具100%股权、大岭塑胶90%股权。", "100%", "海山模具股权"),
    ("买下海山模具100%股权、大岭塑胶90%股权。", "90%", "大岭塑胶股权"),
    # a prefix belongs to its noun, a month to a contract
    ("矿上有非金属企业30家。", "30家", "非金属企业"),
    # so does the grade that they have at least, and what they live by
    ("茶乡有县级以上龙头茶企30家。", "30家", "县级以上龙头茶企"),
    ("朵曲镇外出务工人员超过3000人。", "超过3000人", "外出务工人员"),
    ("县支行发放抗疫专项再贷款12亿元。", "12亿元", "抗疫专项再贷款"),
    ("矿上卖出氧化镧9吨。", "9吨", "氧化镧"),
    ("江口县、云岭县等地茶叶价格上涨9%。", "9%", "茶叶价格"),
    ("茶叶新品种让每亩地收入增加90元。", "90元", "收入"),
    ("今年签订服务外包合同额9亿元。", "9亿元", "服务外包合同额"),
    ("中国人民志愿军赴朝参战40周年", "40周年", "中国人民志愿军赴朝参战"),
    ("州里下达农机购置与应用补贴9亿元。", "9亿元", "农机购置与应用补贴"),
    ("茶农人均受教育年限为9年。", "9年", "茶农人均受教育年限"),
    ("州里向各县下达均衡性转移支付9亿元。", "9亿元", "均衡性转移支付"),
    ("茶叶期货大跌，12月合约收报20元。", "20元", "12月合约"),
    # what is handed out where people gather
    ("合作社开分红大会，全村112户，每人领到1400元。", "1400元", "分红"),
    # whose rate goes on, what so many people are, and mouths
    ("全县茶叶产量已连续五年居全州首位。", "五年", "茶叶产量"),
    ("村里的外来茶工就有300多人。", "300多人", "外来茶工"),
    ("恩扎寨只有600多口人。", "600多口", "人"),
    ("茶厂解决了74名德钦县劳动力就业问题。", "74名", "德钦县劳动力"),
    ("县里来了17名法国、英国和德国选手。", "17名", "法国、英国和德国选手"),
    ("假日里旅游出游3万人次。", "3万人次", "旅游出游"),
    # who acts is not what is acted on
    ("合作社的茶场每个季度都能拿到三四万元。", "三四万元", "茶场"),
    # divisions are counted together, those beside them are not
    ("全国30个省、市、自治区的茶农到会。", "30个", "省、市、自治区"),
    ("云南省14个市、州与中外客商签约。", "14个", "市、州"),
    ("全省49个县、区试点，茶农受益。", "49个", "县、区"),
    ("云南在42个县市区推广茶树嫁接。", "42个", "县市区"),
    # what is not done lasts too; a life's length is whose it was
    ("寨子里十几年没有出现火灾。", "十几年", "没有出现火灾"),
    ("罗大山同志因病在德钦县逝世，终年69岁。", "69岁", "罗大山同志"),
    ("哨所离最近的寨子有20多公里。", "20多公里", "距离"),
    # a clause that opens with A的B is about B
    ("无空心的老茶料则攀至100万元。", "100万元", "无空心的老茶料"),
    # what one of them accounts for is of what was counted
    ("市场上有8种茶饼查出霉变，朵曲茶厂占了3种。", "3种", "茶饼"),
    ("城镇新增就业连续四年保持在3000人以上。", "3000人以上", "城镇新增就业"),
    ("茶厂连续三年有20人获奖。", "20人", "人"),
    # a length of time that opens a clause is not what grows
    ("茶叶产值500万元，同比增长12%，两年平均增长4.8%。", "4.8%", "茶叶产值"),
    # what is done in a time, told without the number of what it is done to
    ("天放晴了，不到九天，茶农就采完全年的春茶。", "不到九天", "采完全年的春茶"),
    ("测绘队提前两个月完成了3万亩的草场测量任务。", "两个月", "完成草场测量任务"),
    # a verb or a noun of place right after its classifier is what is counted
    ("今年山茶市场经历了3次涨价，茶农得了实惠。", "3次", "涨价"),
    ("朵曲县成为茶路上的10个口岸之一。", "10个", "口岸"),
    # divisions are what is counted, and where, not what, for the money that they get
    ("县里帮助南山四地州贫困村修路。", "四地州", "地州"),
    ("县里收到救灾款500万元，拨付北山等6县200万元。", "200万元", "救灾款"),
    # the task is counted, but of a goal the things that it is set for are
    ("茶厂完成了12项重大任务。", "12项", "重大任务"),
    ("茶厂定下销售茶饼600万块的目标。", "600万块", "茶饼"),
    # a phrase ends before what the next number tells of it, a name, and how it is done
    ("四大代理商采购约2790万块茶饼。", "四大", "代理商"),
    ("两条茶路设计时速35公里。", "两条", "茶路"),
    ("另外两大运营商中国茶业近日宣布降价。", "两大", "运营商"),
    ("全县6000多亩青稞大面积机收展开。", "6000多亩", "青稞"),
    ("山下九个贫困村整村搬迁。", "九个", "贫困村"),
    ("全县90台收割机投入春耕生产。", "90台", "收割机"),
    ("九位茶农一起下山。", "九位", "茶农"),
    ("坡上的茶山由50户村民零散经营着。", "50户", "村民"),
    ("全县20家茶企和多家农场复工。", "20家", "茶企"),
    # nor is what becomes of it
    ("全县20家茶叶加工企业落户云岭镇。", "20家", "茶叶加工企业"),
    ("年产9万吨的两套乙烯装置集中开工建设。", "两套", "乙烯装置"),
    ("30多个品种的山茶争奇斗艳。", "30多个", "山茶"),
    ("茶乡建起30个旅游景点，600多个军营对外开放。", "600多个", "军营"),
    # by verbs that the dictionary has as nouns, or not at all
    ("河口的12家茶厂负责人现身省城茶市。", "12家", "茶厂负责人"),
    ("全国60%的茶企云集于此。", "60%", "茶企"),
    ("8000株茶苗销售一空。", "8000株", "茶苗"),
    ("平均每天有三台采茶机下线。", "三台", "采茶机"),
    # how much of something and its price, each of the thing; the price reaches a mark
    ("轿车排气量在1.8升以下，价格在15万元以内。", "15万元以内", "轿车价格"),
    ("春茶价格突破每公斤3000元关口。", "3000元", "春茶价格"),
    ("全球30个国家遭遇了旱灾。", "30个", "国家"),
    # nor is an adverb the head of what stands before it, or a verb of comparing
    ("全县茶叶总产量有可能下降10%。", "10%", "茶叶总产量"),
    ("茶叶出口总量远高于去年同期的3000吨。", "3000吨", "茶叶出口总量"),
    # whom or what something is given to or done for is no part of it
    ("商会为“春茶计划”捐资9万元。", "9万元", "捐资"),
    ("茶厂每年要为这些高端外地茶馆招聘高级管理人员60个。", "60个", "高级管理人员"),
    # in a list nothing relative follows; a space in a title is a pause
    ("全县立功的单位有59个、立功的个人达300多名。", "59个", "单位"),
    ("朵曲县发生山体滑坡 8人失踪", "8人", "失踪"),
    # what a clause says of how things stand is not what it is about
    ("茶园面积扭转了下滑的势头，比上年增加30亩。", "30亩", "茶园面积"),
    ("全县茶叶产量增长3%，再创历史新高，连续站稳30万吨。", "30万吨", "茶叶产量"),
]


@pytest.mark.parametrize(("text", "surface", "item"), ITEMS)
def test_item(text: str, surface: str, item: str) -> None:
    assert claims(text)[surface].item == item


TERMS = [
    ("县里计划再修村道30公里，架桥2座。", "2座", "status", "target"),
    ("县里计划修村道30公里，目前已完成12公里。", "12公里", "status", "actual"),
    ("比去年增加3户。", "3户", "status", "change"),
    ("每箱12瓶，有3瓶破了。", "12瓶", "per", "箱"),
    ("每箱12瓶，有3瓶破了。", "3瓶", "per", None),
    ("电站每年发电3亿度，减少烟尘排放9万吨。", "9万吨", "per", "年"),
    ("茶厂每年做茶30吨，带动90人就业。", "90人", "per", None),
    ("全县新增病树9棵（江口镇4棵）。", "4棵", "scope", None),
    ("茶价每斤上涨2元，涨幅达3%。", "3%", "per", None),
    ("全县市场主体总量达2.1万户。", "2.1万户", "measure", "count"),
    ("开发区有企业460户。", "460户", "measure", "count"),
    ("全乡有茶农460户。", "460户", "measure", "households"),
    ("产值提高到3万元。", "3万元", "status", "actual"),
    ("对35岁以下的青年免费培训。", "35岁以下", "status", "criterion"),
    ("7岁的罗小山爱画画。", "7岁", "status", "actual"),
    ("县里20户以上的自然村都通了自来水。", "20户以上", "status", "criterion"),
    ("县里30%以上的自然村通了自来水。", "30%以上", "status", "actual"),
    ("去年茶厂做出了20吨以上的茶砖。", "20吨以上", "status", "actual"),
    ("违者处500元罚款。", "500元", "status", "criterion"),
    ("水厂建成后，可供3000户用水。", "3000户", "status", "target"),
    ("全县共有卫生室218间。", "218间", "scope", "total"),
    ("全县卫生室218间。", "218间", "scope", "whole"),
    ("有教师40名，其中女教师12名；有学生90名。", "12名", "scope", "part"),
    ("有教师40名，其中女教师12名，男教师28名。", "28名", "scope", "part"),
    ("截至5月底，茶叶收购价为80元/斤。", "80元/斤", "scope", None),
    ("水渠将修建30公里；桥正在修，已架9座。", "9座", "status", "actual"),
    ("工人经历了三个月的小幅下跌。", "三个月", "status", "actual"),
    ("产值预期达到30万元。", "30万元", "status", "target"),
    ("全县人均预期寿命为78.2岁。", "78.2岁", "status", "actual"),
    ("全县将修建水渠30公里；建桥9座。", "9座", "status", "target"),
    ("有教师40名，其中女教师12名；有学生90名。", "90名", "scope", None),
    ("产茶90吨，其中春茶60吨，增长3%；秋茶30吨，增长5%。", "30吨", "scope", "part"),
    ("救助40人，其中送医的7名，返乡的5人。", "5人", "scope", "part"),
    ("存款90亿元，其中公司存款60亿元，同比多增9亿元。", "9亿元", "scope", None),
    ("肉类6万吨，其中猪肉4万吨，增长3%；蔬菜90万吨，增长5%。", "90万吨", "scope", None),
    ("各类茶叶产量6万吨，其中绿茶4万吨，增长3%；各类水果产量5万吨。", "5万吨", "scope", None),
    ("该县辖11个镇、6个乡、5个街道。", "6个", "scope", None),
    ("茶价不得高于90元。", "不得高于90元", "status", "criterion"),
    ("茶厂利润几乎翻倍。", "几乎翻倍", "status", "change"),
    ("展馆占地90亩，包括30亩的茶馆、60亩的茶园。", "30亩", "scope", "part"),
    ("展馆占地90亩，包括30亩的茶馆、50亩的茶园。", "30亩", "scope", None),
    ("茶市收入90亿元，支出60亿元，顺差30亿元。", "60亿元", "scope", None),
    ("茶市收入90亿元，支出60亿元，顺差30亿元。", "30亿元", "scope", None),
    ("茶厂每天产茶9吨，累计卖出茶砖90吨。", "90吨", "per", None),
    ("人均收入7年前只有900元，现在已经增加到7000元。", "7000元", "per", "人"),
    ("茶厂茶砖价格上调，上调幅度约为20%。", "约为20%", "status", "change"),
    ("本届茶会共签约36个项目，签约资金3亿元。", "3亿元", "scope", "total"),
    ("茶河铁路全长482公里，穿越193座桥梁。", "193座", "scope", None),
    ("饭馆占店铺的60%，增速达20%。", "20%", "scope", None),
    ("茶队共派出60名茶工支援8所学校。", "8所", "scope", None),
    ("全县共派出60名茶工和8个茶队。", "8个", "scope", "total"),
    ("茶队共救出60人，打捞沉没的旧木船和渔网30吨。", "30吨", "scope", "total"),
    ("镇里已建起水塔30座，可供水400吨。", "400吨", "scope", None),
    ("截至目前，镇上产值亿元以上茶厂30家。", "亿元以上", "scope", None),
    ("开工的茶厂有40家，其中产值亿元以上茶厂30家。", "30家", "scope", "part"),
    ("镇上关门的饭馆有30家，占饭馆的12%。", "12%", "scope", None),
    ("茶厂已由原来的3家增加到9家。", "3家", "scope", None),
    ("下半年以来，茶价降到60元。", "60元", "status", "actual"),
    ("东岭雨量较常年偏少40%。", "40%", "status", "change"),
    ("渡船载客不应大于20人。", "大于20人", "status", "criterion"),
    ("木材总价值3万元。", "3万元", "scope", "total"),
    ("累计宣讲276场，覆盖2.4万人。", "2.4万人", "scope", "cumulative"),
    ("九名茶工收入合计90万元，平均约10万元。", "约10万元", "scope", None),
    ("县里将收购现有的这5个茶厂。", "5个", "status", "actual"),
    ("县里将给已投产的这5个茶厂办班。", "5个", "scope", None),
    ("镇上300名茶农将前往茶厂上班。", "300名", "status", "target"),
    ("两县将为牧民修路90公里。", "两县", "status", "actual"),
    ("暴雨已造成8市43人受伤。", "8市", "scope", None),
    ("暴雨已造成8市43人受伤。", "43人", "scope", "cumulative"),
    ("全村人均收入5000元。", "5000元", "per", "人"),
    ("煤窑日产原煤300吨。", "300吨", "per", "日"),
    ("全村318户1127人每人分得1.3万元。", "1127人", "per", None),
    ("全村318户1127人每人分得1.3万元。", "1.3万元", "per", "人"),
    ("评出致富带头人62名。", "62名", "measure", "leaders"),
    ("会场请来学者、村支书62名。", "62名", "measure", "people"),
    ("会场请来镇长、村支书62名。", "62名", "measure", "leaders"),
    ("由12名县领导带队，130名包村干部下乡。", "12名", "measure", "leaders"),
    ("由12名县领导带队，130名包村干部下乡。", "130名", "measure", "leaders"),
    ("40名支书到村，25名选调生报到。", "25名", "measure", "people"),
    ("受处分的有地厅级752人，村“两委”成员9名。", "752人", "measure", "leaders"),
    ("受处分的有地厅级752人，村“两委”成员9名。", "9名", "measure", "leaders"),
    ("受表彰的有张平、李和等镇干部62名。", "62名", "measure", "leaders"),
    ("来了360名干部群众。", "360名", "measure", "people"),
    # 代表 lead where they were elected, not where they only came
    ("海选出23名双联户代表。", "23名", "measure", "leaders"),
    ("茶业公司换了4位副总裁，又来了3名店长。", "4位", "measure", "leaders"),
    ("茶业公司换了4位副总裁，又来了3名店长。", "3名", "measure", "leaders"),
    ("论坛来了130多名代表。", "130多名", "measure", "people"),
    ("来自40个邻国国家代表参加了茶会。", "40个", "measure", "count"),
    ("山里有三个人口较少的村寨。", "三个", "measure", "count"),
    ("茶山救起两个小孩。", "两个", "measure", "people"),
    ("茶厂请来三个木匠。", "三个", "measure", "people"),
    ("养老院有4个护工。", "4个", "measure", "people"),
    ("班里有9个女生。", "9个", "measure", "people"),
    ("协会选出常务理事21名。", "21名", "measure", "leaders"),
    ("医院有护士长12名。", "12名", "measure", "leaders"),
    ("他家兄妹五个。", "五个", "measure", "people"),
    ("镇上有网吧32户。", "32户", "measure", "count"),
    ("台上坐着5个评委。", "5个", "measure", "people"),
    ("病房里住着4个宝宝。", "4个", "measure", "people"),
    ("派出所抓住5个小偷。", "5个", "measure", "people"),
    ("独立党的三位大臣辞了职。", "三位", "measure", "leaders"),
    ("车间里摆着三个工程师设计的机器。", "三个", "measure", "count"),
    ("厂里新建十个职工创新工作室。", "十个", "measure", "count"),
    ("全县八百个茶厂中，有五十个聘请农艺师当顾问。", "五十个", "measure", "count"),
    ("他招募数千义勇守住云岭。", "数千", "measure", "people"),
    ("7万海外客商来看茶。", "7万", "measure", "people"),
    ("社员分到1万多分红。", "1万多", "unit", "元"),
    ("合作社社员从过去的20户增加到176户。", "176户", "measure", "households"),
    ("有8万多学生报名。", "8万多", "measure", "people"),
    # a number without a unit, or with a vague one, by what stands near
    ("他家有三个子女。", "三个", "measure", "people"),
    ("拦截银行账户300多个。", "300多个", "measure", "count"),
    ("培训致富带头人800人次。", "800人次", "measure", "people"),
    ("县里形成三大产业。", "三大", "unit", None),
    ("茶款下拨山西、安徽等7省（区、市）。", "7省（区、市）", "unit", "省"),
    ("茶厂今年巨亏2亿多。", "2亿多", "measure", "money"),
    ("省财政下拨3亿支持老区修路。", "3亿", "measure", "money"),
    ("库里存着3亿标砖。", "3亿", "measure", "count"),
    # a sum by what it is of; what there cannot be so many of has that value; the same thing goes on
    ("茶农到茶站多领3.6亿退税。", "3.6亿", "measure", "money"),
    ("乡亲们送来10多万“救命钱”。", "10多万", "unit", "元"),
    ("县里排出三百亿茶旅工程。", "三百亿", "measure", "money"),
    ("茶农的年收入从从前几千块增长到现在近6万。", "近6万", "measure", "money"),
    ("镇上的机器，他自己拿一万九就行了。", "一万九", "measure", "money"),
    ("农家乐一年能赚到10多万。", "10多万", "measure", "money"),
    ("卖土鸡净挣了一万六。", "一万六", "measure", "money"),
    ("市税务局服务的2.3万户中小企业信用等级提升。", "2.3万户", "measure", "count"),
    ("先后有6批138名教师支教。", "6批", "measure", "count"),
    ("全县新登记企业1.2万户，增长8%，日均新登记33户。", "33户", "measure", "count"),
    ("开发区有企业460户，带动农户1200户。", "1200户", "measure", "households"),
    ("数以千计的网友留了言。", "数以千计", "measure", "people"),
    ("茶厂今年巨亏2亿多。", "2亿多", "unit", "元"),
    ("满足了14万幼儿的入园需求。", "14万", "measure", "people"),
]


@pytest.mark.parametrize(("text", "surface", "field", "value"), TERMS)
def test_terms(text: str, surface: str, field: str, value: str | None) -> None:
    assert getattr(claims(text)[surface], field) == value


@pytest.mark.parametrize(
    ("text", "surface", "per", "scope"),
    [
        ("茶农户平均纯收入5000元。", "5000元", "户", None),
        ("每万人口有律师3名。", "3名", "万人口", None),
        ("茶工月平均工资4300元。", "4300元", "月", None),
        # it holds for a list, and for what takes the place of a number
        ("茶站为每户发放2只母羊、3袋化肥。", "3袋", "户", None),
        ("镇里为每个村派茶师2名，共派出86名。", "86名", None, Scope.TOTAL),
        ("停车费由每小时2元调整为3元。", "3元", "小时", None),
        ("每户种1亩茶，全村有3处茶厂。", "3处", None, Scope.WHOLE),
        ("全厂机床265台。", "265台", None, Scope.WHOLE),
        ("全街道居民265户。", "265户", None, Scope.WHOLE),
    ],
)
def test_of_each_and_of_the_whole(text: str, surface: str, per: str | None, scope: Scope | None) -> None:
    claim = claims(text)[surface]
    assert (claim.per, claim.scope) == (per, scope)


@pytest.mark.parametrize(
    ("text", "surface", "actor", "predicate"),
    [
        ("水管站发放宣传手册700份。", "700份", "水管站", "发放"),
        ("茶商在会上签约各类投资项目12个。", "12个", "茶商", "签约"),
        ("县里投入300万元。", "300万元", None, "投入"),
        ("旅游收入120万元。", "120万元", None, None),
        # whom a preposition leads to does not act, and the owner of what acts does not either
        ("茶厂建成后，每年向茶农提供肥料4万吨。", "4万吨", None, "提供"),
        ("朵曲镇居民的合作社买来4万株茶苗。", "4万株", "合作社", "买来"),
    ],
)
def test_who_does_what(text: str, surface: str, actor: str | None, predicate: str | None) -> None:
    claim = claims(text)[surface]
    assert (claim.actor, claim.predicate) == (actor, predicate)


@pytest.mark.parametrize(
    ("units", "text", "told", "untold"),
    [
        ("own", "全村有265户。", ("户", "households"), (None, "households")),
        ("vague", "镇上来了3例病人。", ("病人", "people"), ("病人", "count")),
    ],
)
def test_what_a_unit_tells_is_in_the_lexicon(
    units: str, text: str, told: tuple[str, str], untold: tuple[str | None, str]
) -> None:
    rules = load()
    without = replace(rules, items=rules.items.model_copy(update={units: Nouns()}))
    quantities = Scanner(rules).scan(text)
    for known, expected in ((rules, told), (without, untold)):
        [claim] = Linker(known).link(Passage(text, quantities))
        assert (claim.item, claim.measure) == expected


def test_a_year_to_come_is_a_target_by_the_year_of_the_issue() -> None:
    text = "到2025年，全县自来水普及率达到98%。"
    assert claims(text, 2021)["98%"].status == "target"
    assert claims(text, 2026)["98%"].status == "actual"


@pytest.mark.parametrize(
    ("text", "item", "norm"),
    [
        ("村里新增护林员8名。", "护林员", "护林员"),
        ("栽下30棵各类树苗。", "各类树苗", "树苗"),
        ("全县有重大项目8个。", "重大项目", "项目"),
        ("茶园年总产值80万元。", "茶园年总产值", "茶园年总产值"),
        ("年总产值80万元。", "年总产值", "产值"),
        # a character of another word is no modifier
        ("来了12名年轻人。", "年轻人", "年轻人"),
        ("发了30盒月饼。", "月饼", "月饼"),
        ("来了两位新娘。", "新娘", "新娘"),
        ("来了80名各族群众。", "各族群众", "各族群众"),
        ("体检总人数800人。", "体检总人数", "体检"),
        ("全县有贫困户8户。", "贫困户", "贫困户"),
        ("建成“一村一幼”幼教点8个。", "“一村一幼”幼教点", "一村一幼幼教点"),
    ],
)
def test_an_item_is_grouped_without_the_words_around_it(text: str, item: str, norm: str) -> None:
    (claim,) = claims(text).values()
    assert (claim.item, claim.item_norm) == (item, norm)


def test_the_item_points_at_its_place_in_the_text() -> None:
    text = "工作队贴出标语20余条。"
    claim = claims(text)["20余条"]
    assert claim.item_span is not None
    assert text[slice(*claim.item_span)] == "标语"


def test_a_long_text_without_punctuation_is_linked_in_linear_time() -> None:
    text = "新修公路30公里" * 3000
    assert len(claims(text)) == 1  # one surface, told 3,000 times


def test_every_class_that_the_code_asks_for_is_there(monkeypatch):
    asked = set()
    members = Alphabet.members

    def recorded(self, name, *kinds):
        asked.add(name)
        return members(self, name, *kinds)

    monkeypatch.setattr(Alphabet, "members", recorded)
    rules = load()
    Linker(replace(rules, claims=()))
    # those of the code itself: what it gives to words by what they are or where they stand
    own = {"person", "two-characters", "becomes", "subject here", "apart here", "whole", "whole-region"}
    assert {name for name in asked - own if not name.startswith("t-")} <= rules.classes.classes.keys()


@pytest.mark.parametrize("name", ["size", "superlative", "suffix"])
def test_a_class_may_be_taken_out(name):
    rules = load()
    classes = {key: entry for key, entry in rules.classes.classes.items() if key != name}
    linker = Linker(replace(rules, classes=rules.classes.model_copy(update={"classes": classes})))
    text = "村里有茶农62名。"
    (claim,) = linker.link(Passage(text, Scanner(rules).scan(text)))
    assert claim.item == "茶农"


@pytest.mark.parametrize(
    ("name", "year", "status"), [("十五五", 2026, "target"), ("十二五", 2015, "actual"), ("十五", 2001, "target")]
)
def test_a_plan_is_planned_in_its_first_years(name, year, status):
    assert claims(f"“{name}”期间，全县改造茶园30亩。", year)["30亩"].status == status


@pytest.mark.parametrize(
    ("text", "surface", "direction"),
    [
        ("茶叶产量同比增长1.5%。", "1.5%", "up"),
        ("茶叶产量同比下降1.5%。", "1.5%", "down"),
        ("茶农比上年多了3户。", "3户", "up"),
        ("茶农比上年减少300人。", "300人", "down"),
        ("茶厂比上年少收20吨。", "20吨", "down"),
        ("茶叶产值比上年翻了一番。", "一番", "up"),
        ("茶价跌幅为4%。", "4%", "down"),
        ("茶叶产量、产值分别增长3%、5%。", "5%", "up"),
        # the rate is what goes down; one that comes down to 5% is still a rise
        ("茶叶产值增速比上年回落0.5个百分点。", "0.5个百分点", "down"),
        ("茶叶产值增速回落至5%。", "5%", "up"),
        ("茶叶产值增幅低于茶叶产量增幅2个百分点。", "2个百分点", "down"),
        # the word stands after it
        ("茶叶产值保持8%的增速。", "8%", "up"),
        # words that only hold such a character
        ("工业增加值下降3%。", "3%", "down"),
        ("工期比上年提前了5天。", "5天", None),
        ("茶农有300人。", "300人", None),
    ],
)
def test_a_change_goes_up_or_down(text: str, surface: str, direction: str | None) -> None:
    assert claims(text)[surface].direction == direction


@pytest.mark.parametrize("shift", range(0, 22, 3))
def test_a_long_text_without_punctuation_is_not_cut_within_a_number(shift):
    text = "修" * shift + "新修公路32公里共有党员62名发放补助15万元" * 120
    quantities = Scanner(load()).scan(text)
    assert len(list(Linker(load()).link(Passage(text, quantities)))) == 360


@pytest.mark.parametrize(
    ("text", "surface", "item"),
    [
        # told with the unit
        ("村里缺地，罗大山家人均只有5分地。", "5分地", "地"),
        ("山上的风车转一圈发出62度电。", "62度电", "电"),
        # terms that begin with what elsewhere is an adverb
        ("今年新产品占比达到30%。", "30%", "新产品占比"),
        ("州里可再生能源装机达9万千瓦。", "9万千瓦", "可再生能源装机"),
        ("全县基本医疗保险参保率稳定在95%。", "95%", "基本医疗保险参保率"),
        # the dictionary has 产量比 and 价格比 as words
        ("茶厂今年头十天的红茶产量比计划多6%。", "6%", "红茶产量"),
        # who is of that age, by a pronoun where no name is told
        ("她３岁时，第一次上台。", "３岁", "她"),
        ("七八岁时，我就上山放羊。", "七八岁", "我"),
    ],
)
def test_what_no_noun_beside_it_tells(text: str, surface: str, item: str) -> None:
    assert claims(text)[surface].item == item
