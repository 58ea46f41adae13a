"""Bylines of Chinese and Japanese pages."""

from __future__ import annotations

import pytest

from newsgrab.extraction.fields.authors.han_bylines import edited_by, split_names, written_by


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("作者：林小舟", ("林小舟",)),
        ("文／王小明", ("王小明",)),
        ("文｜林小舟", ("林小舟",)),
        ("记者 李四 北京报道", ("李四",)),
        ("江城晨报记者 李四 山东报道", ("李四",)),
        ("记者李四报道", ("李四",)),
        ("（本报记者 张三）", ("张三",)),
        ("江城5月3日电（记者李文、王小明）今天上午，老码头重新开放。", ("李文", "王小明")),
        ("〔記者林大同／高雄報導〕", ("林大同",)),
        ("文/图 记者 王五 通讯员 赵六", ("王五", "赵六")),
        ("2025-05-06 来源：江城新闻网 作者：林小舟 阅读 3426", ("林小舟",)),
        ("撰文：艾丽丝·罗", ("艾丽丝·罗",)),
        ("文・岡田はるか", ("岡田はるか",)),
        ("取材・文／岡田はるか", ("岡田はるか",)),
        ("文・写真：山田 太郎", ("山田 太郎",)),
        ("夜市周末延长半小时。（常书香 马丹阳 ）", ("常书香", "马丹阳")),
        ("（袁源）", ("袁源",)),
        ("夜市周末延长半小时。（未完）", ()),
        ("（图片）", ()),
        ("编辑：李文", ()),
        ("语文/数学都是必修课", ()),
        ("", ()),
    ],
)
def test_who_wrote_a_text_is_told_by_the_words_around_the_names(text: str, names: tuple[str, ...]) -> None:
    """Labels, brackets and datelines name writers; so do bare names in brackets at the end of a text."""
    assert written_by(text) == names


def test_editors_are_told_apart_from_writers() -> None:
    """The editor in charge is not who wrote the text."""
    assert edited_by("作者：林小舟 责任编辑：李文 校对：张三") == ("李文",)
    assert edited_by("編集：佐藤") == ("佐藤",)
    assert edited_by("作者：林小舟") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李文 王小明", ("李文", "王小明")),
        ("山田 太郎", ("山田 太郎",)),
        ("渡辺、佐藤", ("渡辺", "佐藤")),
        ("摄影", ()),
    ],
)
def test_a_space_parts_chinese_names_and_joins_japanese_ones(text: str, names: tuple[str, ...]) -> None:
    """Chinese names begin with one of few characters."""
    assert split_names(text) == names
