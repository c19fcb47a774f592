"""Names: what an editor would call another person, place or institution, and what not."""

from __future__ import annotations

import csv
import re

import pytest

from audit.checks import name
from audit.languages.pair.glossary import GLOSSARY
from audit.messages import message
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead

SHOWN = 0.5


def sentences(lang, raws):
    at, found = 0, []
    for i, raw in enumerate(raws, start=1):
        found.append(Sentence(f"{lang[0]}{i}", raw, at, at + len(raw), 0, BlockKind.BODY))
        at += len(raw) + 1
    return Text(lang, "\n".join(raws), (), tuple(found))


def flags(auditor, ko, en, more_ko=(), least=SHOWN):
    pair = Article("a", sentences("ko", [ko, *more_ko]), sentences("en", [en]))
    bead = Bead("b1", (0,), (0,), 1.0, 1.0)
    article = auditor.context(pair, (bead,))
    return [flag for flag in name.check(bead, article) if flag.confidence >= least]


WRONG = [
    ("이창호 대변인은 22일 브리핑을 했다.", "Spokesperson Kim Chang-ho held a briefing on the 22nd.", "이창호", "Kim Chang-ho"),
    ("김정은 국무위원장이 참석했다.", "State Affairs Commission Chairman Kim Jong-il attended.", "김정은", "Kim Jong-il"),
    ("서만석 씨가 밭을 빌려줬다.", "Seo Min-seok lent her the field.", "서만석", "Seo Min-seok"),
    ("타석에는 김도현이 들어섰다.", "Kim Do-yoon stepped to the plate.", "김도현", "Kim Do-yoon"),
    ("최영미 시인이 상을 받았다.", "Poet Choi Young-soo received the award.", "최영미", "Choi Young-soo"),
    ("경남 산청군과 사천시에 비가 내렸다.", "It rained in Sancheong and Suncheon, South Gyeongsang Province.", "사천", "Suncheon"),
    ("통일부는 이를 확인했다.", "The Ministry of National Defense confirmed it.", "통일부", "Ministry of National Defense"),
    ("일본 정부가 항의했다.", "The Chinese government protested.", "일본", "Chinese"),
    ("전남에서 확진자가 나왔다.", "Cases were confirmed in North Jeolla.", "전남", "North Jeolla"),
    ("경남 사천에 비가 내렸다.", "It rained in Suncheon, South Gyeongsang Province.", "사천", "Suncheon"),
    ("한국천문연구원이 관측했다.", "The Korea Aerospace Research Institute made the observation.", "한국천문연구원", "Korea Aerospace Research Institute"),
    ("대법원은 상고를 기각했다.", "The Constitutional Court dismissed the appeal.", "대법원", "Constitutional Court"),
    ("국민의힘은 반대했다.", "The Democratic Party opposed it.", "국민의힘", "Democratic Party"),
    ("해군이 함정을 보냈다.", "The Air Force sent it.", "해군", "Air Force"),
    ("한국은행은 금리를 동결했다.", "The Financial Services Commission left rates unchanged.", "한국은행", "Financial Services Commission"),
    ("러시아 외무장관이 방문했다.", "The Ukrainian foreign minister visited.", "러시아", "Ukrainian"),
]  # fmt: skip

RIGHT = [
    ("리창호 정찰총국장이 파병됐다.", "Ri Chang-ho, head of the Reconnaissance General Bureau, was sent."),
    ("이창호 대변인이 말했다.", "Spokesperson Lee Chang-ho said so."),
    ("이창호 대변인이 말했다.", "The spokesperson said so."),
    ("이창호 대변인이 말했다.", "Lee said so."),
    ("윤석열 전 대통령이 출석했다.", "Former President Yoon Suk Yeol appeared."),
    ("손흥민이 골을 넣었다.", "Heung-min Son scored."),
    ("미국은 이를 환영했다.", "Washington welcomed it."),
    ("미국은 이를 환영했다.", "The U.S. welcomed it."),
    ("미국인 두 명이 다쳤다.", "Two Americans were injured."),
    ("북한은 응답하지 않았다.", "Pyongyang did not respond."),
    ("북한은 응답하지 않았다.", "The North did not respond."),
    ("국정원은 21일 밝혔다.", "The National Intelligence Service (NIS) said on the 21st."),
    ("국정원은 21일 밝혔다.", "The spy agency said on the 21st."),
    ("노동신문이 보도했다.", "The Rodong Sinmun, the North's main newspaper, reported."),
    ("노동당 전원회의가 열렸다.", "A plenary meeting of the ruling Workers' Party was held."),
    ("통일연구원 연구위원이 분석했다.", "A researcher at the Korea Institute for National Unification said."),
    ("방위사업청이 계약했다.", "The Defense Acquisition Program Administration signed the contract."),
    ("방사청이 계약했다.", "DAPA signed the contract."),
    ("트럼프 대통령이 말했다.", "President Donald Trump said."),
    ("리치먼드함이 입항했다.", "HMS Richmond entered the port."),
    ("쿠르스크에서 전투가 이어졌다.", "Fighting continued in Kursk."),
    ("푸틴 대통령과 만났다.", "He met Russian President Vladimir Putin."),
    ("국회는 예산안을 통과시켰다.", "Parliament passed the budget."),
    ("합참은 미사일을 포착했다.", "The Joint Chiefs of Staff detected the missile."),
    ("전남에서 확진자가 나왔다.", "Cases were confirmed in South Jeolla Province."),
    ("부산에서 행사가 열렸다.", "The event took place in Busan."),
    ("그는 서울 사람이다.", "He is from Seoul."),
    ("경기가 끝났다.", "The match was over."),
    ("정부는 대책을 내놨다.", "The South Korean government announced measures."),
    ("회사는 부인했다.", "Samsung Electronics denied it."),
]  # fmt: skip

REPLACED = [
    ("유엔은 25일 결의안을 채택했다.", "Bayer adopted the resolution on the 25th.", "유엔", "Bayer"),
    ("유럽연합이 제재를 발표했다.", "Toyota announced sanctions.", "유럽연합", "Toyota"),
    ("고든 존드로 대변인은 논평을 거부했다.", "Spokesman Isaac declined to comment.", "고든 존드로", "Isaac"),
    ("시진핑 주석이 평양을 방문했다.", "Macron visited Pyongyang.", "시진핑", "Macron"),
    ("메르켈 총리는 사임할 뜻을 밝혔다.", "Chancellor Berlusconi said she would step down.", "메르켈", "Berlusconi"),
    ("마크롱 대통령은 베이징을 떠났다.", "President Zelenskyy left Beijing.", "마크롱", "Zelenskyy"),
    ("한국 대표팀은 요하네스버그에 도착했다.", "The South Korean team arrived in Copenhagen.", "요하네스버그", "Copenhagen"),
    ("회담은 제네바에서 열린다.", "The talks will be held in Marrakesh.", "제네바", "Marrakesh"),
    ("바그다드에서 폭발이 일어났다.", "An explosion rocked Helsinki.", "바그다드", "Helsinki"),
    ("브라질 법원은 이를 기각했다.", "A Norwegian court dismissed it.", "브라질", "Norwegian"),
    ("일본 총리가 서울에 왔다.", "The Chinese prime minister came to Seoul.", "일본", "Chinese"),
    ("호주 해군이 훈련에 참가했다.", "The Canadian navy took part in the drill.", "호주", "Canadian"),
    ("엔비디아의 주가가 급등했다.", "Shares of Starbucks soared.", "엔비디아", "Starbucks"),
    ("화웨이는 새 휴대전화를 공개했다.", "Ericsson unveiled a new phone.", "화웨이", "Ericsson"),
    ("아베 신조 전 총리가 피격됐다.", "Former Prime Minister Junichiro Koizumi was shot.", "아베 신조", "Junichiro Koizumi"),
    ("리커창 총리가 개막식에 참석했다.", "Premier Hashimoto attended the opening ceremony.", "리커창", "Hashimoto"),
    ("헤이룽장성에서 지진이 발생했다.", "An earthquake struck Patagonia.", "헤이룽장성", "Patagonia"),
    ("음바페는 마드리드에서 계약서에 서명했다.", "In Madrid, Ibrahimovic signed the contract.", "음바페", "Ibrahimovic"),
    ("베네치아에서 영화제가 열렸다.", "The film festival opened in Buenos Aires.", "베네치아", "Buenos Aires"),
    ("스탠퍼드대 연구진이 논문을 발표했다.", "Researchers at Heidelberg published the paper.", "스탠퍼드대", "Heidelberg"),
]  # fmt: skip

RANKED = [
    ("푸틴 대통령이 연설했다.", "Prime Minister Putin gave a speech.", "대통령", "Prime Minister"),
    ("기시다 총리가 방한했다.", "President Kishida visited South Korea.", "총리", "President"),
    ("교황이 미사를 집전했다.", "King Francois celebrated Mass.", "교황", "King"),
]  # fmt: skip

REMOVED = [
    ("오바마 대통령은 멕시코와 캐나다를 순방했다.", "President Obama went on a tour of and Canada.", "멕시코", "of and"),
    ("그는 독일과 프랑스를 방문했다.", "He visited Germany and.", "프랑스", "and."),
    ("그는 모스크바로 떠났다.", "He left for the.", "모스크바", "the."),
    ("구글의 매출이 늘었다.", "'s sales rose.", "구글", "'s"),
    ("파키스탄과 인도 사이에 교전이 벌어졌다.", "Fighting broke out between and India.", "파키스탄", "between and"),
    ("공연은 \"브레히트는 살아 있다\"로 시작된다.", "The show opens with “ is alive.”", "브레히트", ""),
    ("테슬라와 애플의 주가가 떨어졌다.", "Shares of and Apple fell.", "테슬라", "of and"),
    ("대표단은 로마에서 파리로 이동했다.", "The delegation moved from to Paris.", "로마", "from to"),
]  # fmt: skip

KEPT = [
    # Foreign names by their sound, through whatever language they came.
    ("시진핑 주석이 연설했다.", "President Xi Jinping gave a speech."),
    ("시진핑 주석이 연설했다.", "Xi gave a speech."),
    ("리커창 총리가 회의를 주재했다.", "Premier Li Keqiang chaired the meeting."),
    ("후진타오 전 주석이 퇴장했다.", "Former President Hu Jintao left the hall."),
    ("왕이 외교부장이 방한했다.", "Foreign Minister Wang Yi visited South Korea."),
    ("아베 신조 전 총리가 별세했다.", "Former Prime Minister Shinzo Abe died."),
    ("기시다 후미오 총리가 사과했다.", "Prime Minister Fumio Kishida apologized."),
    ("이시바 총리가 야스쿠니 신사에 공물을 보냈다.", "Prime Minister Ishiba sent an offering to Yasukuni Shrine."),
    ("마크롱 대통령이 파업을 비판했다.", "President Macron criticized the strike."),
    ("앙겔라 메르켈 총리가 반대했다.", "Chancellor Angela Merkel objected."),
    ("숄츠 총리가 사임했다.", "Chancellor Olaf Scholz resigned."),
    ("사르코지 전 대통령이 기소됐다.", "Former President Sarkozy was indicted."),
    ("룰라 대통령이 당선됐다.", "Lula was elected president."),
    ("고르바초프 전 대통령이 사망했다.", "Former Soviet leader Mikhail Gorbachev died."),
    ("라브로프 장관이 이를 부인했다.", "Lavrov denied this."),
    ("네타냐후 총리가 회견을 열었다.", "Prime Minister Netanyahu held a news conference."),
    ("에르도안 대통령이 승리했다.", "Turkish President Recep Tayyip Erdogan won."),
    ("하메네이가 경고했다.", "Khamenei issued a warning."),
    ("우크라이나 키이우가 공습을 받았다.", "Kyiv, Ukraine, came under air attack."),
    ("바그다드에서 시위가 열렸다.", "A protest was held in Baghdad."),
    ("대회는 요하네스버그에서 열린다.", "The competition will be held in Johannesburg."),
    ("리우데자네이루에 비가 내렸다.", "It rained in Rio de Janeiro."),
    ("헤이룽장성에서 환자가 나왔다.", "A patient was found in Heilongjiang Province."),
    ("충칭에 공장을 세웠다.", "It built a factory in Chongqing."),
    ("로스앤젤레스에서 산불이 났다.", "A wildfire broke out in Los Angeles."),
    ("뮌헨에서 안보회의가 열렸다.", "The security conference opened in Munich."),
    ("위트레흐트에서 총격이 벌어졌다.", "Shots were fired in Utrecht."),
    ("텍사스주 휴스턴에서 열렸다.", "It took place in Houston, Texas."),
    ("화웨이가 실적을 발표했다.", "Huawei reported its earnings."),
    ("엔비디아 주가가 올랐다.", "Nvidia shares rose."),
    ("도널드 트럼프 대통령과 조 바이든 전 대통령이 만났다.", "President Donald Trump met former President Joe Biden."),
    # Acronyms and institutions.
    ("유엔 안보리가 회의를 소집했다.", "The UN Security Council called a meeting."),
    ("유럽연합은 이를 환영했다.", "The EU welcomed it."),
    ("세계보건기구(WHO)는 비상사태를 선포했다.", "The WHO declared an emergency."),
    ("국제통화기금(IMF)이 전망치를 낮췄다.", "The International Monetary Fund lowered its forecast."),
    ("NATO는 훈련을 시작했다.", "The North Atlantic Treaty Organization began the drill."),
    # Something stands for the name.
    ("트럼프는 이를 부인했다.", "He denied it."),
    ("마크롱 대통령은 답변하지 않았다.", "The French president did not answer."),
    ("손흥민은 두 골을 넣었다.", "The striker scored twice."),
    ("삼성전자는 이를 부인했다.", "The company denied it."),
    ("프랑스는 병력을 철수했다.", "The country pulled out its troops."),
    ("러시아는 이를 비난했다.", "Moscow condemned it."),
    ("일본은 유감을 표했다.", "Tokyo expressed regret."),
    ("그는 한국을 떠났다.", "He left South Korea."),
    # Background that editors add, and names that they fill in.
    ("노동당은 성명을 냈다.", "The ruling Workers' Party issued a statement."),
    ("경찰은 수사에 착수했다.", "The police have begun an investigation."),
    ("대통령은 회의를 주재했다.", "President Lee Jae-myung chaired the meeting."),
    ("평양에서 열병식이 열렸다.", "A military parade was held in Pyongyang, North Korea."),
    ("일본인 세 명이 구조됐다.", "Three Japanese were rescued."),
    ("독일인 관광객이 숨졌다.", "A German tourist died."),
    ("7월 4일 월요일에 열린다.", "It will be held on Monday, July 4."),
    # Headlines, whose capitals make no names.
    ("반도체 수출 사상 최대", "Semiconductor Exports Hit Record High"),
    ("트럼프, 관세 인상 예고", "Trump Warns of Higher Tariffs"),
]  # fmt: skip


@pytest.mark.parametrize(("ko", "en", "ko_words", "en_words"), [*WRONG, *REPLACED, *RANKED])
def test_another_name_is_flagged_with_both_names(auditor, ko, en, ko_words, en_words):
    found = flags(auditor, ko, en)
    assert [(e.side, e.text) for flag in found for e in flag.spans][:2] == [
        ("source", ko_words), ("target", en_words),
    ]  # fmt: skip


@pytest.mark.parametrize(("ko", "en", "ko_words", "en_words"), REMOVED)
def test_a_name_gone_is_flagged_where_it_left_a_hole(auditor, ko, en, ko_words, en_words):
    found = flags(auditor, ko, en)
    assert [e.text for flag in found for e in flag.spans] == [
        ko_words,
        *filter(None, [en_words]),
    ]


@pytest.mark.parametrize(("ko", "en"), [*RIGHT, *KEPT])
def test_a_usual_wording_is_not_flagged(auditor, ko, en):
    assert [message(flag) for flag in flags(auditor, ko, en)] == []


def test_a_name_filled_in_from_elsewhere_in_the_article_is_not_flagged(auditor):
    more = ["이창호 대변인은 회의에 참석했다."]
    assert flags(auditor, "그는 질문에 답하지 않았다.", "Lee Chang-ho did not answer.", more) == []


def test_a_name_that_the_next_sentence_names_is_not_flagged(auditor):
    pair = Article(
        "a",
        sentences("ko", ["리커창 총리는 서울에서 회담했다.", "그는 이튿날 도쿄로 떠났다."]),
        sentences("en", ["The premier held talks in Seoul.", "Li Keqiang left for Tokyo the next day."]),
    )  # fmt: skip
    beads = (Bead("b1", (0,), (0,), 1.0, 1.0), Bead("b2", (1,), (1,), 1.0, 1.0))
    article = auditor.context(pair, beads)
    found = [flag for bead in beads for flag in name.check(bead, article)]
    assert [message(flag) for flag in found if flag.confidence >= SHOWN] == []


# What is found, Korean, English, and the message in both languages
SAID = {
    "person": ("이창호 대변인은 22일 브리핑을 했다.", "Spokesperson Kim Chang-ho held a briefing on the 22nd.",
        "이창호 reads Lee Chang-ho; the English has Kim Chang-ho",
        "이창호의 로마자 표기는 Lee Chang-ho인데 영어 표기는 Kim Chang-ho입니다"),
    "other": ("이 의원은 법안을 발의했다.", "Rep. Kim proposed the bill.",
        "The Korean name here is 이; the English has Kim",
        "한국어 원문의 이름은 이인데 영어 표기는 Kim입니다"),
    "exchanged": ("윤 회장과 최 부회장이 참석했다.", "Chairman Choi and Vice Chairman Yoon attended.",
        "The Korean gives this title to 윤; the English to Choi",
        "한국어 원문에서 이 직함을 가진 사람은 윤인데 영어에서는 Choi입니다"),
    "sign": ("檢, 압수수색 착수", "Police launch search and seizure",
        "檢 stands in the Korean; the English has Police",
        "한국어 원문의 표시는 檢인데 영어에는 Police라고 되어 있습니다"),
    "nobody": ("회의는 오후에 끝났다.", "Kim Chang-ho ended the meeting in the afternoon.",
        "The Korean names nobody who could be Kim Chang-ho",
        "한국어 원문에 Kim Chang-ho에 해당하는 사람이 없습니다"),
    "term": ("일본 정부가 항의했다.", "The Chinese government protested.",
        "일본 is Japan; the English has Chinese",
        "일본의 영어 표기는 Japan인데 여기서는 Chinese입니다"),
    "office": ("푸틴 대통령이 연설했다.", "Prime Minister Putin gave a speech.",
        "The Korean says 대통령; the English has Prime Minister",
        "한국어 원문의 직함은 대통령인데 영어의 직함은 Prime Minister입니다"),
    "replaced": ("유엔은 25일 결의안을 채택했다.", "Bayer adopted the resolution on the 25th.",
        "The Korean has 유엔 here, not Bayer",
        "한국어 원문에는 Bayer 대신 유엔이 있습니다"),
    "unexplained": ("회의는 오후에 끝났다.", "The meeting at Patagonia ended in the afternoon.",
        "Patagonia is not in the Korean",
        "한국어 원문에 Patagonia에 해당하는 말이 없습니다"),
    "lost": ("구글의 매출이 늘었다.", "'s sales rose.",
        "The English has nothing for 구글",
        "영어에 구글에 해당하는 말이 없습니다"),
    "hole": ("그는 두 도시를 방문했다.", "He went on a tour of and Canada.",
        "A word seems to be missing from the English at “of and”",
        "영어 “of and” 자리에 단어가 누락된 것으로 보입니다"),
}  # fmt: skip


def test_every_message_has_a_case():
    assert set(SAID) == set(name.MESSAGES)


@pytest.mark.parametrize(("what", "case"), SAID.items(), ids=SAID)
def test_every_message_reads_in_both_languages(auditor, what, case):
    ko, en, english, korean = case
    found = flags(auditor, ko, en, least=0.4)
    (flag,) = (flag for flag in found if flag.code == f"name.{what}")
    assert message(flag, "en") == english
    assert message(flag, "ko") == korean


def test_a_message_names_both_sides(auditor):
    found = flags(auditor, "바스라에서 폭발이 일어났다.", "An explosion rocked Tampere.")
    assert [message(flag) for flag in found] == ["The Korean has 바스라 here, not Tampere"]


@pytest.mark.parametrize(
    ("english", "severity"),
    [
        ("The meeting at Patagonia ended in the afternoon.", "minor"),
        ("Coach Ibrahimovic ended the meeting in the afternoon.", "major"),
    ],
)
def test_a_name_only_in_the_english_is_added(auditor, english, severity):
    found = flags(auditor, "회의는 오후에 끝났다.", english, least=0.1)
    assert [(f.relation, f.severity) for f in found] == [("added", severity)]


def test_a_country_that_qualifies_may_go(auditor):
    assert flags(auditor, "북한 외무상이 불참했다.", "The foreign minister was absent.") == []


def test_a_place_of_the_glossary_is_named_in_english(auditor):
    found = flags(auditor, "바그다드에서 폭발이 일어났다.", "An explosion rocked Helsinki.")
    assert [message(flag) for flag in found] == ["바그다드 is Baghdad; the English has Helsinki"]


def test_a_null_bead_has_no_names_to_compare(auditor):
    pair = Article("a", sentences("ko", ["김정은이 왔다."]), sentences("en", ["It rained."]))
    bead = Bead("b1", (), (0,), 0.0, 0.0)
    assert list(name.check(bead, auditor.context(pair, (bead,)))) == []


with GLOSSARY.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


KINDS = {
    "country", "place", "organisation", "company", "media", "person", "weapon", "title",
}  # fmt: skip


def _whole(row):
    variants = row["variants"].split("|") if row["variants"] else []
    return (
        re.fullmatch(r"[가-힣A-Z0-9][가-힣A-Z0-9 ·-]+", row["ko"])
        and re.fullmatch(r"[A-Za-z0-9][\w .,'’&-]+", row["en"])
        and row["kind"] in KINDS
        and all(variants)
        and len(set(variants)) == len(variants)
        and row["en"] not in variants
    )


def test_every_glossary_row_is_whole_and_no_term_is_there_twice():
    assert [row["ko"] for row in ROWS if not _whole(row)] == []
    assert len({row["ko"] for row in ROWS}) == len(ROWS) >= 1500
