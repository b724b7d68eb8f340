"""Passages: what is the story and what a page prints around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.model import Document, Passage, Reading
from rashomon.text.segment import cut_passages

LEAD = (
    "Gunmen attacked a customs post near the town of Velbury on Friday night and killed four officers, police said, "
    "in the third such attack since the beginning of the month."
)
MORE = (
    "Residents heard shooting for more than an hour before soldiers arrived from the garrison in the next valley. "
    "Nobody has said who did it."
)
LONG = "\n\n".join([LEAD, MORE, MORE.replace("Residents", "Farmers"), MORE.replace("Residents", "Drivers"), LEAD, MORE])
OTHER = (
    "Ministers of the four river states met in the capital on Tuesday to talk about the dam that the eldest of them "
    "wants to build. They did not agree on anything, officials said after eleven hours of talks."
)


def cut(text: str, publisher: str | None = None) -> tuple[Passage, ...]:
    return cut_passages(Reading(Document(id="d", name="d", text=text, publisher=publisher)))


def parts(text: str, publisher: str | None = None) -> list[tuple[str, str]]:
    return [(p.kind.value, text[p.span.start : p.span.end]) for p in cut(text, publisher)]


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in parts(text)]


def test_plain_story_is_one_article() -> None:
    assert parts(f"\n Attack near Velbury \n\n{LONG}\n") == [("article", f"Attack near Velbury \n\n{LONG}")]


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "\0"])
def test_nothing_to_cut(text: str) -> None:
    assert all(kind == "article" for kind in kinds(text))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        # captions and credits
        ("Getty", "caption"),
        ("Getty Images\nShow Hide image", "caption"),
        ("Enlarge this image toggle caption Ana Berg/AFP/Getty Images Ana Berg/AFP/Getty Images", "caption"),
        ("Image copyright Reuters Image caption The post was rebuilt only last year", "caption"),
        ("Media playback is unsupported on your device Media caption Drone pictures show the burnt post", "caption"),
        ("Soldiers stand near the customs post on Saturday, March 2, 2019. (AP Photo/Ana Berg)", "caption"),
        ("Soldiers stand near the customs post. REUTERS/Ana Berg", "caption"),
        ("A soldier near the burnt customs post. Photograph: Ana Berg/AFP/Getty Images", "caption"),
        ("Facebook Twitter Pinterest A soldier near the customs post. Photograph: Ana Berg/AP", "caption"),
        ("Slideshow (7 Images)", "caption"),
        # navigation
        ("Read more: Why the valley is at war again", "navigation"),
        ("Related articles", "navigation"),
        ("Share this", "navigation"),
        ("Facebook Twitter WhatsApp Email", "navigation"),
        ("Story Continued Below", "navigation"),
        ("How the valley went to war Read more", "navigation"),
        ("More:What to know about the valley", "navigation"),
        ("Tags: Velbury, customs, army", "navigation"),
        # metadata
        ("Last updated 3 March 2019 at 10:12", "metadata"),
        ("Reporting by Ana Berg; Editing by Tom Hale", "metadata"),
        ("The Associated Press contributed to this report.", "metadata"),
        (
            "Associated Press writers Ana Berg in Velbury and Tom Hale in Corbridge contributed to this report.",
            "metadata",
        ),
        ("Copyright © 2019 The Moor Post. All rights reserved.", "metadata"),
        ("This article was updated on March 3 to add a statement of the ministry.", "metadata"),
        # advertisement
        ("Advertisement", "advertisement"),
        ("Sign up for our daily newsletter and never miss a story", "advertisement"),
        ("Subscribe now for two months of free access", "advertisement"),
        ("Get the best of the Moor Post delivered to your inbox every morning", "advertisement"),
        ("Support independent journalism: make a donation today", "advertisement"),
    ],
)
@pytest.mark.parametrize("place", ["middle", "end"])
def test_lines_that_are_not_the_story(line: str, kind: str, place: str) -> None:
    text = f"{LEAD}\n\n{MORE}\n\n{line}" + (f"\n\n{LEAD}\n\n{MORE}" if place == "middle" else "")
    expected = [("article", f"{LEAD}\n\n{MORE}"), (kind, line), ("article", f"{LEAD}\n\n{MORE}")]
    assert parts(text) == (expected if place == "middle" else expected[:2])


@pytest.mark.parametrize(
    "line",
    [
        "Watch towers along the border were burnt, and two guards were hurt.",
        "More than thirty people were taken to hospital in Corbridge.",
        "Share prices fell by four percent after the news of the attack.",
        "Comments by the minister made things worse, villagers said.",
        "Reporters were kept out of the village until Sunday morning.",
        "Photographs of the dead were shown on television that evening.",
        "By Monday evening the whole valley was in the hands of the army.",
        "Related clashes were reported from two other villages.",
        "Follow-up attacks killed two more officers on Sunday.",
        "Editors at the paper received threats, and one of them was shot.",
        "Support for the rebels has grown since the army burnt their villages.",
        "Register offices were set on fire in three towns on the same night.",
        "Subscribers of the phone company were cut off for the whole week.",
        "“We will not comment on this,” the spokesman of the ministry said.",
        "Advertisement hoardings were torn down and thrown at the police.",
        "Read the names of the dead, the crowd shouted at the minister.",
        "The Associated Press reported that nine people had died.",
        "Getty Lane was closed after a bomb was found under a car.",
        "Image after image showed the bodies of the men who had been shot.",
        "Topics at the talks included the exchange of prisoners.",
        "Updated figures from the hospital put the number of dead at eleven.",
        "Posted at the border since May, the soldiers had little food.",
        "Published reports said that the army had used gas in the village.",
        "Join the army or die, the gunmen told the young men of the village.",
        "Opinion in the capital is divided, and nobody wants a second war.",
        "Also: The number of wounded is now put at forty by the hospital.",
        "Sen. Ana Berg (R-Westland) pushed for a vote on the attack.",
        "The Moor Times reports the men were arrested on Sunday.",
        "But Ana Berg is a former prosecutor who knows the valley well.",
        "What happened next?",
        "Who are the rebels?",
        "'They came at night'",
    ],
)
def test_sentences_that_only_begin_like_boilerplate_are_the_story(line: str) -> None:
    text = f"{LEAD}\n\n{line}\n\n{MORE}"
    assert parts(text) == [("article", text)]


def test_credit_inside_a_paragraph_is_cut_out_and_the_story_goes_on() -> None:
    credit = "Enlarge this image toggle caption Ana Berg/AFP/Getty Images Ana Berg/AFP/Getty Images"
    text = f"By Jane Doe\n\n{LEAD} {credit} {MORE}"
    assert parts(text)[1:] == [("article", LEAD), ("caption", credit), ("article", MORE)]
    assert [p.author for p in cut(text)[1:]] == ["Jane Doe", None, "Jane Doe"]


# ---------------------------------------------------------------- heads


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By JANE DOE and JOHN ROE", "JANE DOE and JOHN ROE"),
        ("By Jane Doe / March 3, 2019", "Jane Doe"),
        ("By Jane Doe, Reuters | 3 March 2019, 10:12 GMT", "Jane Doe"),
        ("By Jane van der Doe\nMarch 3, 2019", "Jane van der Doe"),
        ("Jane Doe\n\nUSA TODAY", "Jane Doe"),
        ("Published 3 March 2019\nBy Jane Doe\nBBC News, Velbury", "Jane Doe"),
        ("date 2019-03-03", None),
        ("Posted on Monday, 4 Feb. 2013 at 10:12 AM ET", None),
    ],
)
def test_head_between_headline_and_story(head: str, author: str | None) -> None:
    text = f"Attack near Velbury\n\n{head}\n\n{LONG}"
    assert parts(text) == [("article", "Attack near Velbury"), ("metadata", head), ("article", LONG)]
    assert [p.author for p in cut(text)] == [author, author, author]


@pytest.mark.parametrize("lead", ["date 2022-01-07", "Published: 3 March 2019", "2022-01-07", "May 4, 2015 |"])
def test_date_before_the_first_sentence_is_cut_off(lead: str) -> None:
    text = f" {lead} {LONG}"
    assert parts(text) == [("metadata", lead), ("article", LONG)]


@pytest.mark.parametrize(
    "lead",
    ["March 3, 2019 was a dark day. ", "On 3 March 2019, ", "VELBURY, March 3, 2019 (Reuters) - ", "In 2019, "],
)
def test_date_in_the_first_sentence_stays(lead: str) -> None:
    assert kinds(lead + LONG) == ["article"]


# ---------------------------------------------------------------- notes on authors


@pytest.mark.parametrize(
    "note",
    [
        "Jane Doe is a contributing writer for the Moor Post and the co-author of The Long Valley.",
        "Jane Doe is a freelance journalist based in Velbury. She was the paper's editor from 2009 to 2012.",
        "Jane Doe is professor of history at the University of Corbridge.",
        "Jane Doe writes about the river states for the Moor Post.",
        "Jane Doe reports from Velbury.\n\nFollow her on Twitter: @janedoe",
        "The author is a former ambassador to the river states.",
    ],
)
def test_note_on_the_author_ends_a_story(note: str) -> None:
    text = f"{LONG}\n\n{note}"
    assert parts(text) == [("article", LONG), ("bio", note)]
    if note.startswith("Jane"):
        assert cut(text)[0].author == "Jane Doe"


@pytest.mark.parametrize(
    "line",
    [
        "Ali Reza is a journalist who was shot by the gunmen when he tried to film them.",
        "Ali Reza is director of the hospital in Velbury.",
    ],
)
def test_person_of_the_story_is_no_author(line: str) -> None:
    middle = f"{LEAD}\n\n{line}\n\n{MORE}"
    assert parts(middle) == [("article", middle)]
    named = f"{LEAD}\n\nIt was the second attack on Reza, and a warning to Ali Reza and others.\n\n{line}"
    assert kinds(named) == ["article"]


# ---------------------------------------------------------------- two stories


def test_two_stories_glued_by_a_note_and_a_credit() -> None:
    text = (
        f"Who attacked Velbury?\n\nA dark week in the valley.\n\n{LONG}\n\n"
        "Jane Doe is a columnist for the Moor Post.\n\nGetty\nShow Hide image\n\n"
        f"Talks about the dam fail\n\nNobody should be surprised.\n\n{OTHER}\n\n{OTHER}\n\n{OTHER}\n\n{OTHER}\n\n"
        "John Roe is a commentator for the Moor Post and others."
    )
    assert [(p.kind.value, p.author) for p in cut(text)] == [
        ("article", "Jane Doe"),
        ("bio", "Jane Doe"),
        ("caption", None),
        ("article", "John Roe"),
        ("bio", "John Roe"),
    ]
    assert parts(text)[3][1].startswith("Talks about the dam fail")


def test_second_headline_with_a_byline_begins_a_second_story() -> None:
    text = (
        f"Attack near Velbury\n\nBy Jane Doe\n\n{LONG}\n\nTalks about the dam fail\n\nBy John Roe\n\n{OTHER}\n\n{OTHER}"
    )
    assert [(p.kind.value, p.author) for p in cut(text) if p.kind.value == "article"] == [
        ("article", "Jane Doe"),
        ("article", "Jane Doe"),
        ("article", "John Roe"),
        ("article", "John Roe"),
    ]


def test_second_dateline_of_an_agency_begins_a_second_story() -> None:
    text = f"VELBURY (Reuters) - {LONG}\n\nCORBRIDGE, Westland (Reuters) - {OTHER}\n\n{OTHER}"
    assert [kind for kind, _ in parts(text)] == ["article", "article"]
    assert parts(text)[1][1].startswith("CORBRIDGE")


@pytest.mark.parametrize(
    "between",
    ["What happened next", "Enlarge this image toggle caption Ana Berg/AP Ana Berg/AP\n\nA long war", "Read more: A"],
)
def test_subheadings_and_pictures_do_not_begin_a_second_story(between: str) -> None:
    text = f"By Jane Doe\n\n{LONG}\n\n{between}\n\n{OTHER}\n\n{OTHER}"
    assert {p.author for p in cut(text) if p.kind.value == "article"} == {"Jane Doe"}


# ---------------------------------------------------------------- comments, the end


@pytest.mark.parametrize(
    "heading", ["Leave a Comment", "3 Comments", "Comments (12)", "Leave a Reply", "Post a comment"]
)
def test_thread_of_comments_runs_to_the_end(heading: str) -> None:
    thread = f"{heading}\n\nrivergirl says:\n\nMy brother was there, and it was forty dead, not four!\n\nReply"
    assert parts(f"{LONG}\n\n{thread}") == [("article", LONG), ("comments", thread)]


def test_link_to_comments_above_the_story_is_one_line() -> None:
    text = f"Attack near Velbury\n\nLeave a comment\n\n{LONG}"
    assert parts(text)[1:] == [("comments", "Leave a comment"), ("article", LONG)]


def test_list_of_links_below_its_heading() -> None:
    links = "MORE FROM MOORPOST.TEST\n\n+ Talks about the dam fail\n\n+ Farmers march on the capital"
    assert parts(f"{LEAD}\n\n{links}\n\n{LONG}") == [("article", LEAD), ("navigation", links), ("article", LONG)]


def test_headline_in_capitals_amid_a_story_is_stray() -> None:
    link = "MINISTER VOWS TO HUNT DOWN THE GUNMEN"
    assert parts(f"{LEAD}\n\n{link}\n\n{LONG}") == [("article", LEAD), ("headline", link), ("article", LONG)]
    assert kinds(f"{LEAD}\n\n{link}\n\n{LONG}".upper()) == ["article"], "unless the whole text is in capitals"


def test_headlines_dropped_into_a_sentence_after_a_name() -> None:
    junk = "Jane Mary DoeTalks about the dam fail Farmers march on the capital MORE"
    text = f"{LONG}\n\nMinister Jane Doe {junk} said that nine people died."
    assert ("navigation", junk) in parts(text)


def test_note_below_a_person_of_the_story_and_a_subheading_begins_nothing() -> None:
    text = f"{LONG}\n\nAli Reza was the director of a company that built the post.\n\nA trail of money\n\n{LONG}"
    assert kinds(text) == ["article"]


def test_stray_headlines_after_the_story() -> None:
    text = f"{LONG}\n\nTalks About the Great Dam Fail Again"
    assert parts(text) == [("article", LONG), ("headline", "Talks About the Great Dam Fail Again")]


def test_line_with_only_a_dateline() -> None:
    text = f"VELBURY, Westland (AP) —\n\n{LONG}"
    assert parts(text) == [("dateline", "VELBURY, Westland (AP) —"), ("article", LONG)]


# ---------------------------------------------------------------- what always holds

LINES = st.sampled_from(
    (LEAD, MORE, "Getty", "Leave a Comment", "By Jane Doe", "date 2022-01-07 " + LEAD, "A Headline Without an End")
) | st.sampled_from(
    (
        "Jane Doe is a columnist.",
        "Advertisement",
        "VELBURY (AP) — " + LEAD,
        "\u2028",
        "\ufeff",
        "\x0b",
        "Read more: x",
        "\r\n",
    )
)


@given(st.one_of(st.text(), st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=12).map("\n\n".join)))
def test_passages_never_overlap_and_cover_all_but_white_space(text: str) -> None:
    last = 0
    for index, passage in enumerate(cut(text)):
        assert passage.index == index
        assert last <= passage.span.start < passage.span.end <= len(text)
        assert not text[last : passage.span.start].strip()
        words = text[passage.span.start : passage.span.end]
        assert words == words.strip()
        last = passage.span.end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    "line", ["Jane Doe is a writer.\n\n", "By Jane Doe\n", "Talks About the Dam Fail\n", "Getty\n"]
)
def test_time_grows_with_the_length_of_the_text_and_no_faster(line: str) -> None:
    import time

    start = time.perf_counter()
    cut(LEAD + "\n\n" + line * 3000)
    assert time.perf_counter() - start < 5, "0.3 s on a laptop; quadratic work took a minute"


def test_same_text_gives_the_same_passages() -> None:
    assert cut(LONG) == cut(LONG)
