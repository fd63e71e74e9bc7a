"""What may be the name of a person: Han names by their surname, names of the minorities by their form.

Owns the list of surnames and the form of names. Knows nothing of reports; where in a text a name stands is the
business of `people`.
"""

from __future__ import annotations

import re

_SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
    "伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓"
    "牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙"
    "池乔阴鬱胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容"
    "向古易慎戈廖庾终暨居衡步耿满弘匡文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰"
    "巢关蒯查荆红游竺权逯盖益桓公仉督岳帅缑亢况郈琴归海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟言福代肖付邸"
    "候兰苟门原甯仝咎撒扎才朴崇迟逯鹿闪泽戢青宝冼幺隋苑来泉冶羌战尧丛豆检由玉覃操尕粟吾买仁洛多普"
    "晋占佀缐蒿鲜於区揭揣教粘敬资车柘锺阚盘回佐普刀勐母苒丘仵修冮矫谌卿牙蓝蒙罡乃鄯逯芦郄禚綦敏咬茆皇鄞顿晟褟"
    "涂麦官庹酒旷闵玄承汉靖肇拜帖寸曼仓松奇官朗江德"
)
_COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文司徒"
        "鲜于司空令狐呼延拓跋百里东郭南郭第五那拉完颜纳兰西门东门",
    )
)
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U000323af]"
_DOT = r"\s?[·•．.‧∙●▪・･]\s?"
_DOTTED = re.compile(rf"{_HAN}{{1,8}}(?:{_DOT}{_HAN}{{1,8}}){{1,3}}")
_DOTTED_BEGINNING = re.compile(rf"{_HAN}{{1,8}}(?:{_DOT}{_HAN}{{1,8}}?(?=\W|$|在|作|同志|代表|所作|的)){{1,3}}")
_HAN_NAME = re.compile(f"{_HAN}{{2,4}}")
_TRANSCRIBED = frozenset(
    "阿艾安昂奥巴白班包宝贝布才参次达丹旦道德迪顶东杜多额尔恩嘎噶盖尕高戈格根古贵桂哈赫洪呼吉几加江杰金卡凯康克库拉郎朗勒力"
    "利丽林琳隆鲁罗洛玛麦买曼忙梅美蒙孟米莫木穆那纳娜乃尼宁努诺帕彭平普其齐奇恰强乔琴青泉曲热仁日荣如萨赛桑森沙山斯松苏孙"
    "索塔泰坦唐特提铁图吐托瓦旺维温文翁乌吾西希肖雅亚央伊依益英永玉云扎泽占珍哲支忠珠卓孜宗左夫朝鲜合买提江山肯别克汗努尔"
    "兰图都娅莎拜妮则罕帖措错登顿增拥姆觉洁嘉坚赤列堆边毛贡龙满敖音胜嫫木呷曲惹铁芝莲花"
)
_NO_NAME = re.compile(
    r"政府|工作|文件|责任|审核|校对|值班|报告|会议|大会|代表|人民|同志|回顾|全文|来源|发布|时间|日期|作者|编辑|讲话|审议|目录|委员|办公|公室|我们|各位|主席|书记"
    r"|主任|市长|县长|区长|镇长|乡长|全市|全县|全区|全省|年度|过去|现在|第[一二三四五]|全面|经济|发展|社会|附件|日报|晚报|本站"
    r"|摄影|记者|浏览|字体|先生|女士|助理|候选|[届次的了]$|^(?:代理|人大|政协|今天|今年|去年|上午|下午|受|关于)"
)
"""What is printed where a name might be, and is none."""


def tidy(printed: str) -> str:
    """Return a name without blanks, its dots as ·."""
    return re.sub(_DOT, "·", "".join(printed.split()))


def is_name(printed: str, *, alone: bool) -> bool:
    """Whether a tidy string is a person's name.

    `alone`: it stands by itself between a post and a boundary, so that a name of the minorities without a dot and
    without a Han surname (嘎玛泽登) is believed; else a Han surname must begin it.
    """
    if _NO_NAME.search(printed):
        return False
    if _DOTTED.fullmatch(printed):
        return True
    if len(printed) > 4:
        return alone and len(printed) <= 8 and set(printed) <= _TRANSCRIBED
    if not _HAN_NAME.fullmatch(printed):
        return False
    if len(printed) == 4:
        return has_compound_surname(printed) or (printed[0] in _SINGLE and printed[1] in _SINGLE) or alone
    return printed[0] in _SINGLE or has_compound_surname(printed) or alone


def has_compound_surname(printed: str) -> bool:
    """Whether a string begins with a surname of two characters (欧阳)."""
    return printed[:2] in _COMPOUND


def dotted_name(printed: str) -> str | None:
    """Return the name with dots a string begins with (买买提 · 吐尔逊), tidy; None where it begins with none."""
    found = _DOTTED_BEGINNING.match(printed)
    if not found or _NO_NAME.search(tidy(found[0])):
        return None
    return tidy(found[0])
