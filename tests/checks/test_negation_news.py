"""What the negation check says of news sentences, right and wrong, each kind in both directions."""

from functools import cache

import pytest

from audit.align.calibration import token_scale
from audit.checks import negation
from audit.checks.context import Context
from audit.encoders.bag import BagEncoder
from audit.records.article import Article, BlockKind, Sentence, Text
from audit.records.bead import Bead
from audit.records.flag import Relation, Severity

ENCODER = BagEncoder()
SCALE = token_scale(ENCODER).levels
SHOWN = 0.6
"""The confidence from which a finding of this check is shown at default settings, or nearly."""


@cache
def tokens(sentence):
    return ENCODER.tokens([sentence.text])[0]


def _text(language, sentence):
    found = Sentence(f"{language}1", sentence, 0, len(sentence), 0, BlockKind.BODY)
    return Text(language, sentence, (), (found,))


def shown(korean, english):
    bead = Bead("b1", (0,), (0,), 0.9, 0.1)
    article = Article("a", _text("ko", korean), _text("en", english))
    found = negation.check(bead, Context(article, (bead,), tokens, SCALE))
    return [finding for finding in found if finding.confidence >= SHOWN]


# Korean, English that an editor would print, and English that says otherwise where there is any
NEWS = [
    (
        "익명을 요구한 소식통이 이같이 전했다.",
        "A source who asked not to be identified said so.",
        "",
    ),
    (
        "사실과 다르다는 것이 회사의 설명이다.",
        "The company says the report is not accurate.",
        "The company says the report is accurate.",
    ),
    (
        "그의 주장은 사실무근으로 밝혀졌다.",
        "His claim was found not to be true.",
        "His claim was found to be true.",
    ),
    (
        "그는 기자들의 질문에 침묵했다.",
        "He did not answer reporters' questions.",
        "",
    ),
    (
        "장관은 끝내 입을 다물었다.",
        "The minister did not comment.",
        "",
    ),
    (
        "주전 공격수가 선발 명단에서 빠졌다.",
        "The first-choice striker was not in the starting lineup.",
        "The first-choice striker was in the starting lineup.",
    ),
    (
        "박물관은 월요일에 쉰다.",
        "The museum is not open on Mondays.",
        "The museum is open on Mondays.",
    ),
    (
        "시장은 설날 당일 문을 닫는다.",
        "The market will not open on Lunar New Year's Day.",
        "The market will open on Lunar New Year's Day.",
    ),
    (
        "기준금리는 그대로다.",
        "The key rate has not changed.",
        "The key rate was changed.",
    ),
    (
        "정부는 세율을 그대로 두기로 했다.",
        "The government decided not to change the tax rate.",
        "",
    ),
    (
        "두 회사의 거래 기록은 전무하다.",
        "There are no records of deals between the two companies.",
        "There are many records of deals between the two companies.",
    ),
    (
        "환자는 이틀 뒤 사망했다.",
        "The patient did not survive and died two days later.",
        "The patient survived and recovered two days later.",
    ),
    (
        "구조대는 모든 수단을 동원했다.",
        "Rescuers spared no effort.",
        "",
    ),
    (
        "그는 여전히 같은 집에 산다.",
        "He still has not moved.",
        "",
    ),
    (
        "노조는 회의 참석을 거부했다.",
        "The union did not attend the meeting.",
        "The union attended the meeting.",
    ),
    (
        "협상은 진전 없이 끝났다.",
        "The talks ended with no progress.",
        "The talks ended with progress.",
    ),
    (
        "그는 시험에서 탈락했다.",
        "He did not pass the exam.",
        "He passed the exam.",
    ),
    (
        "선수 두 명이 훈련에 불참했다.",
        "Two players did not attend training.",
        "Two players attended training.",
    ),
    (
        "학생 세 명이 결석했다.",
        "Three students were absent.",
        "Three students were present.",
    ),
    (
        "목표 달성에 실패했다.",
        "They did not meet the target.",
        "They met the target.",
    ),
    (
        "안전 기준에 미달한 제품이다.",
        "The product does not meet safety standards.",
        "The product meets safety standards.",
    ),
    (
        "예산안은 국회에서 부결됐다.",
        "The budget was voted down in the National Assembly.",
        "The budget was passed in the National Assembly.",
    ),
    (
        "국회는 특검법을 가결했다.",
        "The National Assembly passed the special counsel bill.",
        "The National Assembly rejected the special counsel bill.",
    ),
    (
        "법원은 구속영장을 기각했다.",
        "The court rejected the arrest warrant.",
        "The court issued the arrest warrant.",
    ),
    (
        "법원은 구속영장을 발부했다.",
        "The court issued the arrest warrant.",
        "The court dismissed the arrest warrant.",
    ),
    (
        "대법원은 원심을 파기했다.",
        "The Supreme Court overturned the lower court's ruling.",
        "The Supreme Court upheld the lower court's ruling.",
    ),
    (
        "대법원은 원심을 확정했다.",
        "The Supreme Court upheld the lower court's ruling.",
        "The Supreme Court overturned the lower court's ruling.",
    ),
    (
        "노사 협상이 결렬됐다.",
        "Talks between labor and management collapsed.",
        "Talks between labor and management succeeded.",
    ),
    (
        "두 회사의 합병이 무산됐다.",
        "The merger of the two companies fell through.",
        "The merger of the two companies was completed.",
    ),
    (
        "올해 축제는 취소됐다.",
        "This year's festival was canceled.",
        "This year's festival will be held.",
    ),
    (
        "시는 건축 허가를 취소했다.",
        "The city revoked the building permit.",
        "The city granted the building permit.",
    ),
    (
        "외국인 노동자는 대상에서 제외된다.",
        "Foreign workers are not covered.",
        "Foreign workers are covered.",
    ),
    (
        "위원 다섯 명이 찬성표를 던졌다.",
        "Five members voted for it.",
        "Five members voted against it.",
    ),
    (
        "위원 다섯 명이 반대표를 던졌다.",
        "Five members voted against it.",
        "Five members voted for it.",
    ),
    (
        "그는 2심에서 무죄를 선고받았다.",
        "He was acquitted in the second trial.",
        "He was found guilty in the second trial.",
    ),
    (
        "그는 2심에서 유죄를 선고받았다.",
        "He was found guilty in the second trial.",
        "He was acquitted in the second trial.",
    ),
    (
        "주민들이 소송에서 승소했다.",
        "Residents won the suit.",
        "Residents lost the suit.",
    ),
    (
        "그는 운전면허 시험에 합격했다.",
        "He passed the driving test.",
        "He failed the driving test.",
    ),
    (
        "대표팀은 8강에서 탈락했다.",
        "The national team was knocked out in the quarterfinals.",
        "The national team advanced in the quarterfinals.",
    ),
    (
        "새 지하철 노선이 개통했다.",
        "A new subway line opened.",
        "A new subway line closed.",
    ),
    (
        "공항은 폭설로 폐쇄됐다.",
        "The airport was closed because of heavy snow.",
        "The airport was opened because of heavy snow.",
    ),
    (
        "검찰이 수사에 착수했다.",
        "Prosecutors opened an investigation.",
        "Prosecutors closed an investigation.",
    ),
    (
        "공사가 중단됐다.",
        "Construction was suspended.",
        "Construction continued.",
    ),
    (
        "공장 가동이 멈췄다.",
        "The factory stopped operating.",
        "The factory kept running.",
    ),
    (
        "그는 약속을 지켰다.",
        "He kept his promise.",
        "He broke his promise.",
    ),
    (
        "회사는 계약을 어겼다.",
        "The company broke the contract.",
        "The company honored the contract.",
    ),
    (
        "경기 전망은 불투명하다.",
        "The economic outlook is uncertain.",
        "The economic outlook is clear.",
    ),
    (
        "소득 격차가 좁혀졌다.",
        "The income gap narrowed.",
        "The income gap widened.",
    ),
    (
        "두 후보의 지지율 격차가 벌어졌다.",
        "The gap between the two candidates widened.",
        "The gap between the two candidates narrowed.",
    ),
    (
        "실업률이 하락했다.",
        "The unemployment rate fell.",
        "The unemployment rate rose.",
    ),
    (
        "출생아 수가 크게 늘었다.",
        "The number of births rose sharply.",
        "The number of births fell sharply.",
    ),
    (
        "가계 빚이 3조 원 줄었다.",
        "Household debt shrank by 3 trillion won.",
        "Household debt grew by 3 trillion won.",
    ),
    (
        "전셋값이 4% 뛰었다.",
        "Rental prices jumped 4 percent.",
        "Rental prices slid 4 percent.",
    ),
    (
        "석유 값이 2주째 내렸다.",
        "Oil prices were down for a second week.",
        "Oil prices were up for a second week.",
    ),
    (
        "관람객이 절반으로 줄었다.",
        "The number of visitors halved.",
        "The number of visitors doubled.",
    ),
    (
        "매출이 두 배로 늘었다.",
        "Sales doubled.",
        "Sales halved.",
    ),
    (
        "실업률은 사상 최고를 기록했다.",
        "The jobless rate hit an all-time high.",
        "The jobless rate hit an all-time low.",
    ),
    (
        "쌀 소비량이 역대 최저로 떨어졌다.",
        "Rice consumption fell to a record low.",
        "Rice consumption was at a record high.",
    ),
    (
        "65세 이상 노인이 대상이다.",
        "People 65 or older are eligible.",
        "People 65 or younger are eligible.",
    ),
    (
        "18세 이하는 무료다.",
        "Those 18 or younger get in free.",
        "Those 18 or older get in free.",
    ),
    (
        "응답자의 절반 이상이 찬성했다.",
        "More than half of the respondents were in favor.",
        "Less than half of the respondents were in favor.",
    ),
    (
        "참가자는 천 명이 넘는다.",
        "There are more than 1,000 participants.",
        "There are fewer than 1,000 participants.",
    ),
    (
        "30세 미만만 지원할 수 있다.",
        "Only those under 30 can apply.",
        "Only those over 30 can apply.",
    ),
    (
        "손님이 늘었다.",
        "There were more customers.",
        "There were fewer customers.",
    ),
    (
        "일자리가 줄었다.",
        "There were fewer jobs.",
        "There were more jobs.",
    ),
    (
        "정부는 대출 규제를 강화했다.",
        "The government tightened loan rules.",
        "The government eased loan rules.",
    ),
    (
        "정부는 대출 규제를 완화했다.",
        "The government eased loan rules.",
        "The government tightened loan rules.",
    ),
    (
        "회사는 3분기 적자를 냈다.",
        "The company posted a loss in the third quarter.",
        "The company posted a profit in the third quarter.",
    ),
    (
        "자동차 수출이 늘었다.",
        "Car exports increased.",
        "Car imports increased.",
    ),
    (
        "세계 최대 공장이다.",
        "It is the world's largest factory.",
        "It is the world's smallest factory.",
    ),
    (
        "국내에서 가장 긴 다리다.",
        "It is the longest bridge in the country.",
        "It is the shortest bridge in the country.",
    ),
    (
        "가장 큰 섬이다.",
        "It is the largest island.",
        "It is the smallest island.",
    ),
    (
        "수위가 기준보다 아래다.",
        "The water level is below the mark.",
        "The water level is above the mark.",
    ),
    (
        "선거 전에 조사를 끝냈다.",
        "They finished the inquiry before the election.",
        "They finished the inquiry after the election.",
    ),
    (
        "수술 후에 회복했다.",
        "He recovered after surgery.",
        "He recovered before surgery.",
    ),
    (
        "비행기가 착륙하기 전에 불이 났다.",
        "A fire broke out before the plane landed.",
        "A fire broke out after the plane landed.",
    ),
    (
        "환율은 전날보다 5원 내린 1310원에 거래를 마쳤다.",
        "The won closed at 1,310 against the dollar, up 5 won from the previous day.",
        "The won closed at 1,310 against the dollar, down 5 won from the previous day.",
    ),
    (
        "원화 가치가 떨어졌다.",
        "The won weakened.",
        "The won strengthened.",
    ),
    (
        "원·달러 환율이 급등했다.",
        "The won plunged against the dollar.",
        "The won surged against the dollar.",
    ),
    (
        "엔저가 이어지고 있다.",
        "The yen remains weak.",
        "The yen remains strong.",
    ),
    (
        "달러화가 강세를 보였다.",
        "The dollar strengthened.",
        "The dollar weakened.",
    ),
    (
        "환율이 오르자 수입 물가도 올랐다.",
        "As the won weakened, import prices rose too.",
        "",
    ),
    (
        "그는 좀처럼 화를 내지 않는다.",
        "He seldom gets angry.",
        "He gets angry.",
    ),
    (
        "주민들은 정부를 믿지 않는다.",
        "Residents distrust the government.",
        "Residents trust the government.",
    ),
    (
        "그는 사과하지 않았다.",
        "He refused to apologize.",
        "He apologized.",
    ),
    (
        "그는 선거에 나가지 않기로 했다.",
        "He decided against running in the election.",
        "He decided to run in the election.",
    ),
    (
        "회사는 이유를 밝히지 않았다.",
        "The company declined to give a reason.",
        "The company gave a reason.",
    ),
    (
        "공사는 아직 끝나지 않았다.",
        "The construction is far from finished.",
        "The construction is finished.",
    ),
    (
        "약은 효과가 없었다.",
        "The drug was ineffective.",
        "The drug was effective.",
    ),
    (
        "더는 기다릴 수 없다.",
        "We can wait no longer.",
        "We can wait.",
    ),
    (
        "무력을 사용하지 않겠다고 약속했다.",
        "He promised not to use force.",
        "He promised to use force.",
    ),
    (
        "세금을 올리지 않을 수 없다.",
        "We have no choice but to raise taxes.",
        "We will not raise taxes.",
    ),
    (
        "웃지 않을 수 없었다.",
        "I could not help laughing.",
        "I did not laugh.",
    ),
    (
        "신분증을 보여 주지 않으면 안 된다.",
        "You must show your ID.",
        "You do not have to show your ID.",
    ),
    (
        "비용이 만만치 않다.",
        "The cost is considerable.",
        "The cost is not considerable.",
    ),
    (
        "적지 않은 기업이 문을 닫았다.",
        "Quite a few companies closed.",
        "Few companies closed.",
    ),
    (
        "동생은 형 못지않게 빠르다.",
        "The younger brother is as fast as the older one.",
        "The younger brother is not as fast as the older one.",
    ),
    (
        "이번 결정은 사형 선고나 다름없다.",
        "The decision is as good as a death sentence.",
        "The decision is different from a death sentence.",
    ),
    (
        "찬성은 두 명에 불과했다.",
        "Only two people were in favor.",
        "As many as two people were in favor.",
    ),
    (
        "회원이 아닌 사람도 없지 않다.",
        "Some are not members.",
        "",
    ),
    (
        "야당이 반대하지 않는 한 법안은 통과된다.",
        "The bill will pass unless the opposition objects.",
        "The bill will pass if the opposition objects.",
    ),
    (
        "노 의원은 기자회견을 열었다.",
        "Rep. No held a press conference.",
        "",
    ),
    (
        "노영수 감독이 우승했다.",
        "Coach No Young-soo won the title.",
        "",
    ),
    (
        "노태식 씨는 어제 귀국했다.",
        "No Taesik returned home yesterday.",
        "",
    ),
    (
        "문을 연 식당은 없었다.",
        "No restaurants were open.",
        "Restaurants were open.",
    ),
    (
        "그가 거짓말을 했다고 인정하지 않는 것은 아니다.",
        "He does not deny lying.",
        "",
    ),
    (
        "경찰은 그의 진술이 거짓이라고 밝혔다.",
        "Police said his statement was not true.",
        "Police said his statement was true.",
    ),
    (
        "대통령은 국회에 출석했다.",
        "The president appeared before the Assembly.",
        "The president did not appear before the Assembly.",
    ),
    (
        "의회는 새 법을 통과시켰다.",
        "Parliament passed the new law.",
        "Parliament did not pass the new law.",
    ),
    (
        "수술은 성공적으로 끝났다.",
        "The surgery was successful.",
        "The surgery was not successful.",
    ),
    (
        "배가 항구에 도착했다.",
        "The ship has arrived at the port.",
        "The ship has not yet arrived at the port.",
    ),
    (
        "정부는 지원금을 지급한다.",
        "The government pays subsidies.",
        "The government never pays subsidies.",
    ),
    (
        "그는 재선에 성공했다.",
        "He won reelection.",
        "He did not win reelection.",
    ),
    (
        "이름을 밝히길 꺼린 직원이 말했다.",
        "An employee who did not want to be named said so.",
        "",
    ),
    (
        "검찰 관계자는 익명을 전제로 말했다.",
        "A prosecution official spoke on condition of anonymity.",
        "",
    ),
    (
        "그의 말은 거짓으로 드러났다.",
        "His words turned out not to be true.",
        "His words turned out to be true.",
    ),
    (
        "교육부는 보도 내용이 사실과 다르다고 해명했다.",
        "The Education Ministry explained that the report was false.",
        "The Education Ministry explained that the report was correct.",
    ),
    (
        "시장 측은 연락에 응답하지 않았다.",
        "The mayor's office could not be reached.",
        "The mayor's office responded.",
    ),
    (
        "도서관은 공휴일에 휴관한다.",
        "The library does not open on public holidays.",
        "The library opens on public holidays.",
    ),
    (
        "승객 전원이 무사했다.",
        "No passengers were hurt.",
        "",
    ),
    (
        "운전자는 현장에서 숨졌다.",
        "The driver died at the scene.",
        "The driver survived.",
    ),
    (
        "예년과 다름없는 더위다.",
        "The heat is no different from other years.",
        "The heat is different from other years.",
    ),
    (
        "입장권은 매진됐다.",
        "There are no tickets left.",
        "There are tickets left.",
    ),
    (
        "여행 경비 지원 대상에서 학생은 빠졌다.",
        "Students were left out of the travel subsidy.",
        "Students were included in the travel subsidy.",
    ),
    (
        "그는 출마를 포기했다.",
        "He decided not to run.",
        "",
    ),
    (
        "정부는 인상 계획을 철회했다.",
        "The government withdrew the planned increase.",
        "The government went ahead with the planned increase.",
    ),
    (
        "국회는 해임 건의안을 부결시켰다.",
        "The National Assembly rejected the dismissal motion.",
        "The National Assembly approved the dismissal motion.",
    ),
    (
        "조합원 다수가 파업에 찬성했다.",
        "Most union members were in favor of a strike.",
        "Most union members were against a strike.",
    ),
    (
        "항소심 재판부는 1심 판결을 뒤집었다.",
        "The appeals court overturned the first ruling.",
        "The appeals court upheld the first ruling.",
    ),
    (
        "경찰은 피의자를 석방했다.",
        "Police released the suspect.",
        "Police arrested the suspect.",
    ),
    (
        "법원은 보석을 허가했다.",
        "The court granted bail.",
        "The court denied bail.",
    ),
    (
        "법원은 보석 신청을 기각했다.",
        "The court denied his bail request.",
        "The court granted his bail request.",
    ),
    (
        "위성 발사가 성공했다.",
        "The satellite launch succeeded.",
        "The satellite launch failed.",
    ),
    (
        "위성 발사가 실패로 끝났다.",
        "The satellite launch ended in failure.",
        "The satellite launch was successful.",
    ),
    (
        "휴전 협상이 타결됐다.",
        "The truce talks were concluded.",
        "The truce talks collapsed.",
    ),
    (
        "두 나라는 휴전 합의를 파기했다.",
        "The two countries scrapped the truce.",
        "The two countries kept the truce.",
    ),
    (
        "다리 통행이 재개됐다.",
        "Traffic on the bridge resumed.",
        "Traffic on the bridge was suspended.",
    ),
    (
        "공사가 시작됐다.",
        "Construction began.",
        "Construction ended.",
    ),
    (
        "금리를 동결했다.",
        "The rate was left unchanged.",
        "The rate was raised.",
    ),
    (
        "회사는 신입 사원 채용을 늘리기로 했다.",
        "The company decided to hire more new employees.",
        "The company decided to hire fewer new employees.",
    ),
    (
        "지난달 소비가 3.1% 줄었다.",
        "Consumption shrank 3.1 percent last month.",
        "Consumption expanded 3.1 percent last month.",
    ),
    (
        "주가가 이틀째 하락 마감했다.",
        "Stocks closed lower for a second day.",
        "Stocks closed higher for a second day.",
    ),
    (
        "코스피가 1.2% 오른 채 장을 마쳤다.",
        "The KOSPI ended up 1.2 percent.",
        "The KOSPI ended down 1.2 percent.",
    ),
    (
        "경상수지가 흑자로 돌아섰다.",
        "The current account swung to a surplus.",
        "The current account swung to a deficit.",
    ),
    (
        "출산율이 바닥을 쳤다.",
        "The birthrate hit bottom.",
        "",
    ),
    (
        "미세먼지 농도가 역대 최고치였다.",
        "Fine dust levels were the highest on record.",
        "Fine dust levels were the lowest on record.",
    ),
    (
        "기온이 영상으로 올라갔다.",
        "Temperatures rose above zero.",
        "Temperatures fell above zero.",
    ),
    (
        "3만 원 이하 선물만 받을 수 있다.",
        "Only gifts of up to 30,000 won may be accepted.",
        "Only gifts of more than 30,000 won may be accepted.",
    ),
    (
        "키 150cm 이상만 탈 수 있다.",
        "Only those 150 centimeters or taller may ride.",
        "Only those under 150 centimeters may ride.",
    ),
    (
        "응답률은 절반을 넘었다.",
        "The response rate topped 50 percent.",
        "The response rate was under 50 percent.",
    ),
    (
        "물가 상승률이 2%를 밑돌았다.",
        "Inflation was below 2 percent.",
        "Inflation was above 2 percent.",
    ),
    (
        "무게가 10kg이 안 된다.",
        "It weighs less than 10 kilograms.",
        "It weighs more than 10 kilograms.",
    ),
    (
        "관세가 인하됐다.",
        "Tariffs were lowered.",
        "Tariffs were raised.",
    ),
    (
        "북극의 얼음이 절반으로 줄었다.",
        "Arctic ice has halved.",
        "Arctic ice has doubled.",
    ),
    (
        "엔화 가치가 급등했다.",
        "The yen surged.",
        "The yen plunged.",
    ),
    (
        "원·엔 환율이 하락했다.",
        "The won gained against the yen.",
        "The won fell against the yen.",
    ),
    (
        "원화 강세로 수출이 타격을 입었다.",
        "Exports were hit by the strong won.",
        "Exports were hit by the weak won.",
    ),
    (
        "환율이 1400원을 넘었다.",
        "The won fell past 1,400 per dollar.",
        "",
    ),
    (
        "그는 술을 거의 마시지 않는다.",
        "He hardly drinks.",
        "He drinks a lot.",
    ),
    (
        "노인들은 외출을 꺼린다.",
        "The elderly do not like to go out.",
        "",
    ),
    (
        "경찰은 폭력을 용납하지 않겠다고 했다.",
        "Police said they would not tolerate violence.",
        "Police said they would tolerate violence.",
    ),
    (
        "그 식당은 현금을 받지 않는다.",
        "The restaurant refuses cash.",
        "The restaurant takes cash.",
    ),
    (
        "이 물은 마실 수 없다.",
        "The water is unfit to drink.",
        "The water can be drunk.",
    ),
    (
        "그는 아무 말도 하지 않았다.",
        "He remained silent.",
        "He spoke.",
    ),
    (
        "증거는 발견되지 않았다.",
        "No evidence was found.",
        "Evidence was found.",
    ),
    (
        "둘은 더 이상 만나지 않는다.",
        "The two no longer meet.",
        "The two meet.",
    ),
    (
        "규정을 지키지 않은 업체가 적발됐다.",
        "A firm that violated the rules was caught.",
        "A firm that followed the rules was caught.",
    ),
    (
        "아무도 책임지지 않았다.",
        "Nobody took responsibility.",
        "Everybody took responsibility.",
    ),
    (
        "그는 회의에 늦지 않았다.",
        "He was on time for the meeting.",
        "He was late for the meeting.",
    ),
    (
        "공부하지 않으면 안 된다.",
        "You have to study.",
        "You must not study.",
    ),
    (
        "인정하지 않을 수 없다.",
        "I have to admit it.",
        "I cannot admit it.",
    ),
    (
        "경쟁이 만만치 않다.",
        "Competition is stiff.",
        "Competition is weak.",
    ),
    (
        "피해가 적지 않다.",
        "The damage is considerable.",
        "The damage is small.",
    ),
    (
        "프로 못지않은 실력이다.",
        "The skill rivals that of professionals.",
        "The skill is not as good as that of professionals.",
    ),
    (
        "사실상 해고나 다름없다.",
        "It is virtually a dismissal.",
        "It is different from a dismissal.",
    ),
    (
        "투표율은 30%에 그쳤다.",
        "Turnout was only 30 percent.",
        "Turnout was as high as 30 percent.",
    ),
    (
        "허가를 받지 않는 한 입장할 수 없다.",
        "No one may enter without permission.",
        "",
    ),
    (
        "날씨가 나빠지지 않는 한 출항한다.",
        "The ship will sail unless the weather gets worse.",
        "The ship will sail if the weather gets worse.",
    ),
    (
        "노 장관은 사의를 밝혔다.",
        "Minister No offered to resign.",
        "",
    ),
    (
        "노무라 연구원은 말했다.",
        "Researcher Nomura said so.",
        "",
    ),
    (
        "결승전 직후 인터뷰했다.",
        "He was interviewed right after the final.",
        "He was interviewed right before the final.",
    ),
    (
        "회의가 시작되기 전 명단이 공개됐다.",
        "The list was released before the meeting began.",
        "The list was released after the meeting began.",
    ),
    (
        "은행에서 일한 뒤 회사를 차렸다.",
        "He worked at a bank before starting a company.",
        "",
    ),
    (
        "소비 심리가 회복됐다.",
        "Consumer sentiment recovered.",
        "Consumer sentiment did not recover.",
    ),
    (
        "여성 의원이 늘었다.",
        "There are more female lawmakers.",
        "There are fewer female lawmakers.",
    ),
    (
        "병원은 환자를 받았다.",
        "The hospital took patients.",
        "The hospital did not take patients.",
    ),
    (
        "정부는 지원을 약속했다.",
        "The government promised support.",
        "The government did not promise support.",
    ),
    (
        "구조대원 덕분에 그는 목숨을 건졌다.",
        "Thanks to rescuers, he did not die.",
        "",
    ),
    (
        "폭우에도 경기는 예정대로 열렸다.",
        "Heavy rain did not stop the game.",
        "",
    ),
    (
        "그는 술도 담배도 안 한다.",
        "He neither drinks nor smokes.",
        "He both drinks and smokes.",
    ),
    (
        "쌀 재고가 바닥났다.",
        "There is no rice left in stock.",
        "",
    ),
    (
        "사고 원인은 아직 불분명하다.",
        "The cause of the accident is not yet known.",
        "The cause of the accident is clear.",
    ),
    (
        "지하철 운행이 중단됐다.",
        "Subway trains are not running.",
        "Subway trains are running.",
    ),
    (
        "두 후보는 단일화에 합의했다.",
        "The two candidates agreed on a single candidacy.",
        "The two candidates disagreed on a single candidacy.",
    ),
    (
        "가입자 감소세가 멈췄다.",
        "The number of subscribers stopped falling.",
        "",
    ),
    (
        "상승세가 꺾였다.",
        "The rise has stopped.",
        "",
    ),
    (
        "대출 금리 인하 폭이 줄었다.",
        "Loan rate cuts became smaller.",
        "",
    ),
    (
        "청년 실업이 늘면서 결혼이 줄었다.",
        "Marriages fell as youth unemployment rose.",
        "",
    ),
    (
        "그는 무혐의 처분을 받았다.",
        "He was cleared of the charges.",
        "He was indicted on the charges.",
    ),
    (
        "경비 인력이 부족했다.",
        "There were not enough guards.",
        "There were enough guards.",
    ),
    (
        "비밀번호를 잊었다.",
        "He did not remember the password.",
        "",
    ),
    (
        "그는 미혼이다.",
        "He is not married.",
        "He is married.",
    ),
    (
        "의무는 아니다.",
        "It is not mandatory.",
        "It is mandatory.",
    ),
    (
        "불법이 아니다.",
        "It is legal.",
        "It is illegal.",
    ),
    # A Korean word that often accounts for a "not", beside a "not" of which it says nothing.
    (
        "다른 지역에서도 가뭄이 농가에 영향을 준다고 발표했다.",
        "Drought affects farms in other regions too, the office announced.",
        "Drought does not affect farms in other regions, the office announced.",
    ),
    (
        "서울에서 30km 떨어진 성남에서 출마를 선언했다.",
        "She announced her candidacy in Seongnam, 30 km from Seoul.",
        "She did not announce her candidacy in Seongnam, 30 km from Seoul.",
    ),
    (
        "나무 교량은 철제 교량으로만 대체되었다.",
        "The wooden bridges were replaced only with steel ones.",
        "The wooden bridges were not replaced with steel ones.",
    ),
    (
        "남성보다 여성이 이 병에 걸릴 위험이 더 높다.",
        "Women are at higher risk of the disease than men.",
        "Women are not at higher risk of the disease than men.",
    ),
    # The predicate has no counterpart of its own, the rest of the clause has.
    (
        "표준 장비로 별을 잘 관찰할 수 있다.",
        "Standard equipment allows a good view of the stars.",
        "Standard equipment will not allow a good view of the stars.",
    ),
    # One "not" said twice in English, and once in Korean.
    (
        "그는 보도를 확인하지도 부인하지도 않았다.",
        "He has not confirmed nor denied the report.",
        "",
    ),
    (
        "아니다. 사실이 아니다.",
        "No, no, it is not true.",
        "",
    ),
    (
        "나는 용기가 없었다. 지금도 그렇다.",
        "I did not have the courage. I still don't.",
        "",
    ),
    (
        "시간은 상관없다고 말하면서 기한은 없다고 했다.",
        "He said time does not matter, and that there is no deadline.",
        "",
    ),
    (
        "기다림은 거의 끝났다.",
        "They do not have long to wait.",
        "",
    ),
    (
        "이 칩이 안전할지도 모른다고 그는 말했다.",
        "It is not clear that the chip is secure, he said.",
        "",
    ),
    (
        "소수의 사람만 그 책을 살 것이다.",
        "Not too many people will buy the book.",
        "",
    ),
    # What claims lives kills, and a sentence is served, not lived.
    (
        "충돌로 41명이 사망했다.",
        "The clashes claimed 41 lives.",
        "Forty-one people survived the clashes.",
    ),
    (
        "나머지는 징역을 15년 살았다.",
        "The rest were spared a death sentence and served 15 years.",
        "",
    ),
    (
        "이 일은 쉽지만은 않았다.",
        "It hasn't been an easy thing to do.",
        "It has been an easy thing to do.",
    ),
    # Parts of a clause that English says otherwise.
    (
        "다음 시즌에 일찍 복귀하지 못하더라도 수술을 미루기로 했다.",
        "He decided to put off surgery even if it means sacrificing the start of next season.",
        "",
    ),
    (
        "정부는 협정을 파기하지 않았다고 밝혔다.",
        "The government said it did not scrap the accord.",
        "The government said it scrapped the accord.",
    ),
    # A word that English says plainly accounts for no "not" besides: 유일한 is "only", 잃다 "lost".
    (
        "성벽은 이미 뚫린 상태였고 유일한 희망은 강을 건너 후퇴하는 것이었다.",
        "The walls had been breached, and the only hope was to retreat across the river.",
        "The walls had not been breached, and the only hope was to retreat across the river.",
    ),
    (
        "외국에 살다 귀국하면 새 문화에 적응한 동시에 고향의 습관을 잃기도 한다.",
        "Returning after living abroad, you will find that you have adapted to the new culture and lost the "
        "habits of home.",
        "Returning after living abroad, you will not find that you have adapted to the new culture and lost "
        "the habits of home.",
    ),
    # A clause whose other words the Korean has is none that the English adds.
    (
        "이 숲에는 토끼와 사슴을 사냥하는 중간 크기의 맹수가 산다.",
        "This forest has medium-sized predators that eat rabbits and deer.",
        "This forest has medium-sized predators that do not eat rabbits and deer.",
    ),
]


@pytest.mark.parametrize(("korean", "english"), [row[:2] for row in NEWS])
def test_what_an_editor_would_print_is_left_alone(korean, english):
    assert shown(korean, english) == []


@pytest.mark.parametrize(("korean", "english"), [(k, wrong) for k, _, wrong in NEWS if wrong])
def test_what_says_otherwise_is_flagged(korean, english):
    assert len(shown(korean, english)) == 1


@pytest.mark.parametrize(
    ("korean", "english", "severity"),
    [
        ("법원은 유죄를 선고했다.", "The court acquitted him.", Severity.CRITICAL),
        ("물가가 3% 올랐다.", "Prices fell 3 percent.", Severity.CRITICAL),
        ("군의회는 조례안을 부결했다.", "The council passed the ordinance.", Severity.CRITICAL),
        ("아시아에서 가장 긴 터널이다.", "It is the shortest tunnel in Asia.", Severity.MAJOR),
        ("선거 전에 귀국했다.", "He returned after the election.", Severity.MAJOR),
    ],
)
def test_an_opposite_is_as_grave_as_what_it_concerns(korean, english, severity):
    assert [finding.severity for finding in shown(korean, english)] == [severity]


def test_a_not_in_a_clause_of_its_own_is_an_addition():
    bead = Bead("b1", (0,), (0,), 0.9, 0.1)
    english = "The mayor apologized to citizens, but the council did not pay a cent."
    article = Article("a", _text("ko", "시장은 시민에게 사과했다."), _text("en", english))
    (finding,) = negation.check(bead, Context(article, (bead,), tokens, SCALE))
    assert finding.relation is Relation.ADDED
    assert finding.confidence < SHOWN
