"""Common given names in Scotland, so that a guard can warn of a name; a list to warn by, never to decide by.

Names that adults in Scotland commonly bear, gathered by hand from general knowledge of the National Records
of Scotland's yearly lists and of the communities that live here. Place names and words are left out.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


GIVEN_NAMES = _words(
    """
    aaron abdul abdullah abigail adam agata agnes ahmed aiden aileen ailsa aisha
    alan alasdair alastair albert alec alex alexander alexandra alfie alfred ali alice alison
    alistair allan amanda amelia amir amy andrea andrew angela angus anita ann anna anne annie
    anthony anton antonia archibald archie arthur asif audrey barbara beatrice ben benjamin
    bernadette bernard betty beverley bill billy blair brenda brendan brian bridget bruce bryan
    callum calum cameron carol caroline carolyn carrie catherine cathy catriona cecilia charles
    charlie charlotte cheryl chloe chris christina christine christopher ciara claire clare colette
    colin connor constance craig daisy daniel daniella danielle darren david dawn debbie deborah
    denis denise dennis derek diana diane dominic donald donna doreen dorothy dougal douglas duncan
    dylan eamonn edith edward effie eileen elaine eleanor elizabeth ella ellen ellie elsie emily
    emma eric erin ethel euan eve evelyn ewan faith fatima fergus finlay fiona flora florence
    frances francis frank fraser fred freya frozenset( gail gareth gary gavin gemma geoffrey george
    georgina gerald gerard gillian gladys glenn gordon grace graeme graham grant gregor hamish
    hannah harriet harry hassan hazel heather heidi helen henry hilary holly hope hugh ian ibrahim
    imran ina irene iris isa isabel isabella isla isobel ivy jack jackie jacqueline jake james jamie
    jan jane janet janice jason jean jeanette jeffrey jemma jennifer jenny jessica jessie jill jim
    jimmy joan joanna joanne joe john jonathan joseph josephine joshua joy joyce judith julia julie
    june justyna karen katarzyna kate katherine kathleen kathryn katie katy keith kelly kenneth kerr
    kerry kevin khalid kieran kirsteen kirsten kirsty krystyna kyle lachlan laura lauren leanne lee
    leonard lesley leslie lewis liam lillian lily linda lindsay lisa logan lorna lorraine louise
    lucy lynn lynne magdalena maggie mairi malcolm malgorzata margaret maria marie marion mark
    marlene martha martin mary matthew maureen maurice mavis max may megan michael michelle mike
    mina mirka mohamed mohammad mohammed mohsin moira molly morag morven muhammad muriel murray
    nadia nan nancy naomi natalie natasha neil niall nichola nicholas nicola nicole nigel nina noah
    nora norma norman olive oliver olivia oscar owen pamela pat patricia patrick paul paula pauline
    peggy peter philip phyllis piotr priya rachel ralph raymond rebecca rhona richard robbie robert
    robin robyn roddy roderick roger ronald rory rosaleen rose rosemary rosie ross roy russell ruth
    ryan sadie sally sam samantha samuel sandra sarah scott sean senga shah sharon shaun sheena
    sheila shirley shona simon sofia sophie stanislaw stella stephanie stephen steven stewart stuart
    susan suzanne sylvia tariq terence teresa thelma theresa thomas tina tom tomasz tommy tony
    tracey tracy una ursula valerie vera veronica victor victoria vincent violet wallace walter
    wendy wilhelmina will william winifred yasmin yvonne zara zoe
    """
)
# Also an ordinary word, a month, a place or a surname: alone they are no warning.
AMBIGUOUS = _words(
    """
    ann bill blair bruce cameron craig dawn douglas eve faith flora frank fraser gail gordon grace
    graham grant harry hazel heather holly hope iris isla ivy jack jan joy june kelly kerr kyle lee
    lewis logan mark martin max may mina murray nan olive pat paul robin rose rosemary ross roy
    russell ruth sally scott shah sky stewart stuart victor victoria violet wallace walter will
    """
)
