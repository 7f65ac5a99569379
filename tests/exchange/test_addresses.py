"""Is one item counted once, whoever sends its address and however it is written, and are two items never taken for one?

No address here leads anywhere: hosts are reserved names (RFC 2606, RFC 5737, RFC 3849), ids on providers are made up.
"""

import contextlib
import re
import string
import time
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from board.exchange.incoming import addresses
from board.exchange.incoming.address_table import Rules, read_table, shipped_addresses
from board.exchange.incoming.addresses import normalise, normalise_handle
from board.model.address import LONGEST_ADDRESS, defang
from board.store.refused import Refused

VIDEO = "abcdefghi_-"
DRIVE = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345"
CHANNEL = "UC" + "x" * 22

SAME = [
    # the web: schemes, hosts, ports, spelling
    ("http://example.org/a", "https://example.org/a"),
    ("https://example.org", "https://example.org/"),
    ("example.org/a", "https://example.org/a"),
    ("//example.org/a", "https://example.org/a"),
    ("https://www.example.org/a", "https://example.org/a"),
    ("https://m.example.org/a", "https://mobile.example.org/a"),
    ("https://amp.example.org/a", "https://example.org/a"),
    ("https://www.m.example.org/a", "https://example.org/a"),
    ("HTTPS://EXAMPLE.ORG/a", "https://example.org/a"),
    ("https://example.org./a", "https://example.org/a"),
    ("https://example.org:443/a", "http://example.org:80/a"),
    ("http://example.org:443/a", "https://example.org/a"),
    ("https://example.org/a/", "https://example.org/a"),
    ("https://example.org/a#part", "https://example.org/a"),
    ("https://example.org/a?", "https://example.org/a"),
    ("https://user:secret@example.org/a", "https://example.org/a"),
    ("https://example.org/%7Ea%2db", "https://example.org/~a-b"),
    ("https://example.org/a_%28b%29", "https://example.org/a_(b)"),
    ("https://example.org/%e4%b8%ad", "https://example.org/中"),
    ("https://example.org/a|b", "https://example.org/a%7cb"),
    ("https://example.org/a/./b/../c", "https://example.org/a/c"),
    ("https:\\\\example.org\\a", "https://example.org/a"),
    ("https:example.org/a", "https://example.org/a"),
    ("https://ex%61mple.org/a", "https://example.org/a"),
    ("https%3A%2F%2Fexample.org%2Fa", "https://example.org/a"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ("https://BÜCHER.example/a", "bücher.example/a"),
    ("https://example。org/a", "https://example.org/a"),
    ("http://0xc0.0.2.1/a", "http://192.0.2.1/a"),
    ("http://3221225985/a", "http://192.0.2.1/a"),
    ("http://0300.0.02.01/a", "192.0.2.1/a"),
    ("https://[2001:DB8:0:0::1]/a", "https://[2001:db8::1]:443/a"),
    ("[2001:db8::1]/a", "https://[2001:db8::1]/a"),
    ("https://example.org/a?b=1&a=2", "https://example.org/a?a=2&b=1"),
    ("https://example.org/a?q=b+c", "https://example.org/a?q=b%20c"),
    ("https://example.org/a?b", "https://example.org/a?b="),
    ("https://example.org/a?a=1&amp;b=2", "https://example.org/a?a=1&b=2"),
    ("https://example.org/a?utm_source=x&UTM_Campaign=y&fbclid=z&gclid=1", "https://example.org/a"),
    ("https://example.org/a?id=1&utm_source=x", "https://example.org/a?id=1"),
    # as people write them for each other
    ("hxxps://example[.]org/a", "https://example.org/a"),
    ("hXXp://example(.)org/a", "https://example.org/a"),
    ("h**ps://example{.}org/a", "https://example.org/a"),
    ("hxxps[:]//example[dot]org/a[.]html", "https://example.org/a.html"),
    ("hxxps[://]example[.]org[:]8080/a", "https://example.org:8080/a"),
    ("example dot org/a", "https://example.org/a"),
    ("example [.] org/a", "https://example.org/a"),
    ("example (punkt) org/a", "https://example.org/a"),
    (r"https://example\.org/a", "https://example.org/a"),
    ("hxxps://example[.]org/?u=hxxp://b[.]example", "https://example.org/?u=http://b.example"),
    ("fxp://example[.]org/a", "ftp://example.org:21/a"),
    ("  https://example.org/a\u00a0", "https://example.org/a"),
    ("\ufeff\u200ehttps://example.org/a\u202c", "https://example.org/a"),
    ("<https://example.org/a>", "https://example.org/a"),
    ("<URL:https://example.org/a>", "https://example.org/a"),
    ("“https://example.org/a”", '"https://example.org/a"'),
    # Telegram
    ("https://t.me/example_name", "https://telegram.me/Example_Name"),
    ("t.me/example_name", "telegram.dog/example_name/"),
    ("t.me/s/example_name", "https://www.t.me/example_name"),
    ("https://example_name.t.me", "t.me/example_name"),
    ("https://example-name.t.me", "https://example-name.t.me/"),
    ("t.me/s/example_name/12?q=x", "t.me/example_name/12?single"),
    ("t.me/example_name/7/12", "t.me/example_name/12?thread=7"),
    ("t.me/joinchat/AAAAAExample", "t.me/+AAAAAExample"),
    ("t.me/%2BAAAAAExample", "t.me/+AAAAAExample"),
    ("tg://resolve?domain=example_name&post=12", "t.me/example_name/12"),
    ("tg:resolve?domain=example_name", "tg[:]//resolve?domain=Example_Name"),
    ("tg://join?invite=AAAAAExample", "t.me/+AAAAAExample"),
    ("https://web.telegram.org/k/#@example_name", "t.me/example_name"),
    ("t.me/example_name?start=abc", "t.me/example_name"),
    ("t.me/c/1234567890/5/12", "t.me/c/1234567890/12"),
    # YouTube
    (f"https://youtu.be/{VIDEO}", f"https://www.youtube.com/watch?v={VIDEO}"),
    (f"https://youtu.be/{VIDEO}?si=abc&t=10", f"https://m.youtube.com/watch?v={VIDEO}&feature=share"),
    (f"https://youtube.com/shorts/{VIDEO}", f"https://youtube.com/embed/{VIDEO}?start=3"),
    (f"https://www.youtube-nocookie.com/embed/{VIDEO}", f"https://youtube.com/live/{VIDEO}"),
    (f"https://youtube.com/watch?list=PL0123456789&v={VIDEO}", f"https://youtube.com/watch?v={VIDEO}"),
    ("https://youtube.com/@Example/videos", "https://youtube.com/%40example"),
    (f"https://youtube.com/channel/{CHANNEL}/about", f"https://youtube.com/channel/{CHANNEL}"),
    # X
    ("https://x.com/example/status/123", "https://mobile.twitter.com/another/status/123?s=20&t=abc"),
    ("https://twitter.com/i/web/status/123", "https://x.com/example/status/123/photo/1"),
    ("https://twitter.com/Example", "https://x.com/example/with_replies"),
    ("https://twitter.com/#!/example/status/123", "https://x.com/example/status/123"),
    ("https://twitter.com/intent/user?screen_name=example", "x.com/example"),
    # others
    ("https://m.facebook.com/Example.Name", "https://de-de.facebook.com/examplename?ref=x"),
    ("https://mbasic.facebook.com/story.php?story_fbid=123456&id=654321", "facebook.com/654321/posts/123456"),
    ("https://web.facebook.com/watch/?v=1234567", "https://facebook.com/examplename/videos/1234567"),
    ("https://fb.com/groups/exampleg/permalink/1234567", "https://facebook.com/groups/exampleg/posts/1234567/"),
    ("https://facebook.com/profile.php?id=1234567&mibextid=x", "https://facebook.com/people/Example/1234567"),
    ("https://www.instagram.com/p/ABCdef_1/?igshid=x", "https://instagram.com/example/reel/ABCdef_1"),
    ("https://www.instagram.com/p/DABcdEF1_-x/", "https://www.instagram.com/reel/DABcdEF1_-x/?igsh=MzRlODBiNWFlZA=="),
    ("https://www.instagram.com/p/DABcdEF1_-x/", "https://www.instagram.com/example.name_1/p/DABcdEF1_-x/?img_index=2"),
    ("https://www.instagram.com/p/DABcdEF1_-x/", "https://www.instagram.com/example.name_1/reel/DABcdEF1_-x/"),
    ("https://www.instagram.com/p/DABcdEF1_-x/", "https://www.instagram.com/example.name_1/reels/DABcdEF1_-x/"),
    ("https://www.instagram.com/p/DABcdEF1_-x/", "https://www.instagram.com/example.name_1/tv/DABcdEF1_-x/"),
    (
        "https://instagram.com/p/DABcdEF1_-x/c/17912345678901234",
        "instagram.com/ex.1/reel/DABcdEF1_-x/c/17912345678901234",
    ),
    ("https://instagram.com/Example_Name?hl=nl", "https://instagr.am/example_name"),
    (
        "https://www.facebook.com/photo.php?fbid=10158123456789012&set=a.1&type=3",
        "fb.com/photo/?fbid=10158123456789012",
    ),
    (
        "https://m.facebook.com/photo.php?fbid=10158123456789012&id=100064123456789",
        "fb.com/photo?fbid=10158123456789012",
    ),
    ("https://www.facebook.com/ex.page/photos/10158123456789012", "https://facebook.com/photo?fbid=10158123456789012"),
    ("https://www.facebook.com/ex.page/photos/a.1015/10158123456789012/", "facebook.com/photo/?fbid=10158123456789012"),
    ("https://www.tiktok.com/@example/video/1234567?_r=1", "https://m.tiktok.com/v/1234567.html"),
    ("https://www.threads.net/@example/post/ABCdef_1", "https://threads.com/t/ABCdef_1"),
    ("https://archive.org/details/Example-Item", "https://archive.org/embed/Example-Item?autoplay=1"),
    ("https://archive.org/download/Item/a%20b.mp4", "https://ia600001.us.archive.org/3/items/Item/a%20b.mp4"),
    ("https://archive.ph/AbCdE", "https://archive.is/AbCdE"),
    (f"https://drive.google.com/file/d/{DRIVE}/view?usp=sharing", f"https://drive.google.com/open?id={DRIVE}"),
    (f"https://docs.google.com/document/d/{DRIVE}/edit", f"https://drive.google.com/uc?export=download&id={DRIVE}"),
    ("https://www.dropbox.com/s/abcdefgh12/a.mp4?dl=0", "https://dl.dropboxusercontent.com/s/abcdefgh12/b.mp4"),
    ("https://dai.ly/x1abcde", "https://www.dailymotion.com/video/x1abcde_a-title"),
    ("https://player.vimeo.com/video/123456?h=abcdef12", "https://vimeo.com/123456/abcdef1234"),
    ("https://m.soundcloud.com/Example/a-sound?si=x", "https://soundcloud.com/example/a-sound/s-AbCdE"),
    ("https://mega.nz/#!AbCdEf12!key_key", "https://mega.co.nz/file/AbCdEf12#other"),
    ("https://mega.nz/#F!AbCdEf12!key", "https://mega.nz/folder/AbCdEf12"),
    ("https://m.vk.com/wall-1_2", "https://vk.com/feed?w=wall-1_2"),
    ("https://redd.it/1gabc2d", "https://www.reddit.com/r/Example/comments/1gabc2d/"),
    ("https://redd.it/1gabc2d", "https://www.reddit.com/comments/1gabc2d/a_title/?utm_source=share"),
    ("https://redd.it/1gabc2d", "https://www.reddit.com/user/some-body/comments/1gabc2d/a_title/"),
    ("https://reddit.com/r/ex/comments/1gabc2d/a_title/lx1a2b3/", "reddit.com/r/ex/comments/1gabc2d/comment/lx1a2b3/"),
    ("https://reddit.com/r/ex/comments/1gabc2d/a_title/lx1a2b3/", "reddit.com/comments/1gabc2d//lx1a2b3?context=3"),
    ("https://reddit.com/r/ex/comments/1gabc2d/a_title/lx1a2b3/", "old.reddit.com/r/ex/comments/1gabc2d//lx1a2b3/"),
    ("https://redd.it/abc123", "https://old.reddit.com/r/example/comments/abc123/a_title/?share_id=x"),
    ("https://discord.gg/AbCdEf", "https://discordapp.com/invite/AbCdEf"),
    ("https://wa.me/+3225550100", "https://api.whatsapp.com/send?phone=3225550100&text=x"),
    ("https://pastebin.com/raw/AbCdEf12", "https://pastebin.com/AbCdEf12"),
    ("https://example.blogspot.de/a?m=1", "https://example.blogspot.com/a"),
    ("@name@social.example.org", "https://social.example.org/@name"),
]

DIFFERENT = [
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/a", "https://example.net/a"),
    ("https://example.org/a", "https://example.org/b"),
    ("https://example.org/a", "https://a.example.org/a"),
    ("https://example.org/a", "https://example.org:8443/a"),
    ("https://example.org/a", "https://example.org/a?id=1"),
    ("https://example.org/a?id=1", "https://example.org/a?id=2"),
    ("https://example.org/a?id=A", "https://example.org/a?id=a"),
    ("https://example.org/a?id=1&id=2", "https://example.org/a?id=2&id=1"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ("https://example.org/a%252Fb", "https://example.org/a%2Fb"),
    ("https://example.org/a%3Fb", "https://example.org/a?b"),
    ("https://example.org/a?b%3Dc", "https://example.org/a?b=c"),
    ("https://example.org/a?q=b%2Bc", "https://example.org/a?q=b+c"),
    ("https://example.org/a?q=b%26c", "https://example.org/a?q=b&c"),
    ("https://example.org/a(.)b", "https://example.org/a.b"),
    ("https://example.org/#/room/1", "https://example.org/#/room/2"),
    ("https://example.org/#!/a", "https://example.org/"),
    ("https://example.org/a", "ftp://example.org/a"),
    ("https://example.org/a//b", "https://example.org/a/b"),
    ("https://exаmple.org/a", "https://example.org/a"),  # а is Cyrillic
    ("https://еxample.org/a", "https://example.org/a"),  # е is Cyrillic
    ("https://exampIe.org/a", "https://example.org/a"),  # I is a capital i
    ("https://ехаmрlе.org/a", "https://example.org/a"),
    ("https://example.org/а", "https://example.org/a"),
    ("https://t.mе/example_name", "https://t.me/example_name"),  # е is Cyrillic
    ("https://t.me/exаmple_name", "https://t.me/example_name"),
    ("https://t.me@example.org/a", "https://t.me/a"),
    ("https://t.me.example.org/example_name", "https://t.me/example_name"),
    ("https://straße.example", "https://strasse.example"),
    ("https://192.0.2.1/a", "https://192.0.2.2/a"),
    ("https://[2001:db8::1]/a", "https://[2001:db8::2]/a"),
    ("https://[::ffff:192.0.2.1]/a", "https://192.0.2.1/a"),
    ("https://m.co.uk/a", "https://co.uk/a"),
    ("https://m.blogspot.com/a", "https://blogspot.com/a"),
    ("https://one.blogspot.com/a", "https://two.blogspot.com/a"),
    ("https://web.archive.org/web/2019/http://example.org", "https://web.archive.org/web/2020/http://example.org"),
    ("https://web.archive.org/web/2019/http://example.org", "https://example.org"),
    ("https://t.me/example_name", "https://t.me/example_name/12"),
    ("https://t.me/example_name/12", "https://t.me/example_name/13"),
    ("https://t.me/example_name/12", "https://t.me/another_name/12"),
    ("https://t.me/example_name/12", "https://t.me/example_name/12?comment=5"),
    ("https://t.me/+AAAAAExample", "https://t.me/+AAAAAexample"),
    ("https://t.me/c/1234567890/12", "https://t.me/c/1234567891/12"),
    ("https://t.me/addstickers/example_name", "https://t.me/example_name"),
    ("https://addstickers.t.me/example_name", "https://t.me/addstickers/example_name"),
    ("https://t.me/example_name", "https://x.com/example_name"),
    (f"https://youtu.be/{VIDEO}", f"https://youtu.be/{VIDEO.upper()}"),
    (f"https://youtu.be/{VIDEO}", f"https://example.org/watch?v={VIDEO}"),
    (f"https://youtube.com/watch?v={VIDEO}", f"https://youtube.com/watch?v={VIDEO}&lc=comment"),
    ("https://youtube.com/playlist?list=PL0123456789", f"https://youtube.com/watch?v={VIDEO}&list=PL0123456789"),
    ("https://youtube.com/@example", "https://youtube.com/user/example"),
    ("https://x.com/example/status/123", "https://x.com/example/status/124"),
    ("https://x.com/example/status/123", "https://x.com/example"),
    ("https://x.com/i/user/123", "https://x.com/i/status/123"),
    ("https://t.co/AbCdEf", "https://t.co/abcdef"),
    ("https://facebook.com/examplename", "https://facebook.com/examplenam2"),
    ("https://facebook.com/groups/exampleg/posts/1234567", "https://facebook.com/groups/exampleg"),
    ("https://facebook.com/watch?v=1234567", "https://facebook.com/photo?fbid=1234567"),
    ("https://instagram.com/p/ABCdef_1", "https://instagram.com/p/abcdef_1"),
    ("https://instagram.com/p/ABCdef_1", "https://instagram.com/p/ABCdef_1/c/123456"),
    ("https://tiktok.com/@example/video/1234567", "https://tiktok.com/@example/video/1234568"),
    ("https://vm.tiktok.com/AbCd", "https://vm.tiktok.com/abcd"),
    ("https://archive.org/details/Item", "https://archive.org/details/Item/a.mp4"),
    ("https://archive.org/details/Item", "https://archive.org/details/item"),
    ("https://archive.ph/AbCdE", "https://archive.ph/abcde"),
    (f"https://docs.google.com/document/d/e/{DRIVE}/pub", f"https://docs.google.com/document/d/{DRIVE}/pub"),
    ("https://mega.nz/file/AbCdEf12", "https://mega.nz/folder/AbCdEf12"),
    ("https://mega.nz/folder/AbCdEf12#k/file/12345678", "https://mega.nz/folder/AbCdEf12#k"),
    ("https://vimeo.com/123456", "https://vimeo.com/123457"),
    ("https://dai.ly/x1abcde", "https://dai.ly/x1abcdf"),
    ("https://soundcloud.com/example/a-sound", "https://soundcloud.com/example/sets/a-sound"),
    ("https://vk.com/wall-1_2", "https://vk.com/wall1_2"),
    ("https://discord.gg/AbCdEf", "https://discord.gg/abcdef"),
    ("https://signal.group/#CjQKIAAAAAAAAAAAAAAAAAAA", "https://signal.group/#CjQKIBBBBBBBBBBBBBBBBBBB"),
    ("https://redd.it/abc123", "https://reddit.com/r/example/comments/abc123/a_title/def456"),
    ("https://redd.it/1gabc2d", "https://reddit.com/r/example/comments/1gabc2d//lx1a2b3"),
    ("https://instagram.com/example/reel/DABcdEF1_-x", "https://instagram.com/example/reel/DABcdEF1_-X"),
    ("https://facebook.com/photo?fbid=10158123456789012", "https://facebook.com/photo?fbid=10158123456789013"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_item_has_one_address(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_items_have_two(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \u200b\ufeff ", "empty"),
        ("<>", "empty"),
        ("data:text/html,a", "data:"),
        ("javascript:alert(1)", "javascript:"),
        ("JaVaScRiPt:alert(1)", "javascript:"),
        ("file:///etc/passwd", "file:"),
        ("blob:https://example.org/1", "blob:"),
        ("about:blank", "about:"),
        (r"C:\Users\example", "c:"),
        ("mailto:name@example.org", "mail address"),
        ("name@example.org", "mail address"),
        ("@name", "which provider"),
        ("https://", "cannot be read"),
        ("https://user@/a", "cannot be read"),
        ("https://example.org:99999", "cannot be read"),
        ("https://256.0.0.1/", "cannot be read"),
        ("https://exa<mple.org", "cannot be read"),
        ("https://localhost/a", "one word"),
        ("https://example..org/a", "empty or endless"),
        ("https://exam(ple.org", "a sign no host has"),
        ("https://" + "a." * 200 + "org", "empty or endless"),
        ("removed", "nor a dot"),
        ("n/a", "nor a dot"),
        ("120", "nor a dot"),
        ("1.300", "a number"),
        ("12.50", "a number"),
        ("https://example.org/a b", "space inside"),
        ("https://example.org/a\nhttps://example.org/b", "space inside"),
        ("https://example.org/a\x00", "nobody can see"),
        ("https://example.org/\x1b]52;c;a\x07b", "nobody can see"),
        ("https://example.org/\u202ea", "nobody can see"),
        ("https://exa\u00admple.org/a", "nobody can see"),
        ("https://example.org/\ud800a", "nobody can see"),
        ("tg://settings", "of an app"),
    ],
)
def test_what_is_no_address_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        normalise(text)


def test_a_megabyte_is_refused_at_once() -> None:
    began = time.process_time()
    for text in ("https://example.org/" + "a" * 1_000_000, " " * 1_000_000, "[.]" * 400_000):
        with pytest.raises(ValueError, match="longer than"):
            normalise(text)
    assert time.process_time() - began < 0.1


@pytest.mark.parametrize(
    "text",
    [
        "a[" + " " * 8_000,
        "[.]" * 2_700,
        "a" + " " * 8_000 + "b",
        "<" * 4_000 + ">" * 4_000,
        "https://example.org/" + "%" * 8_000,
        "https://example.org/?" + "&a" * 4_000,
        "https://example.org/" + "../" * 2_700,
        "https://t.me/" + "a/" * 4_000,
        "dot " * 2_000,
        "h" * 8_000 + "://",
    ],
)
def test_the_longest_hostile_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    with contextlib.suppress(ValueError):
        normalise(text)
    assert time.process_time() - began < 0.5


def test_a_password_is_nowhere_in_what_is_kept() -> None:
    assert normalise("https://name:s3cret@example.org/a") == "https://example.org/a"
    assert normalise("https://mega.nz/#!AbCdEf12!s3cret") == "https://mega.nz/file/AbCdEf12"


@pytest.mark.parametrize(
    ("handle", "provider", "address"),
    [
        ("@Example_Name", "telegram", "https://t.me/example_name"),
        ("example_name", "telegram", "https://t.me/example_name"),
        (" @Example ", "twitter", "https://x.com/example"),
        ("example.name", "instagram", "https://instagram.com/example.name"),
        ("@Example.Name", "facebook", "https://facebook.com/examplename"),
        ("@Example", "tiktok", "https://tiktok.com/@example"),
        ("@Example", "youtube", "https://youtube.com/@example"),
        ("Example", "soundcloud", "https://soundcloud.com/example"),
        ("https://t.me/Example_Name", "telegram", "https://t.me/example_name"),
        ("@name@social.example.org", "mastodon", "https://social.example.org/@name"),
        ("@Name", "another-place", "handle:another-place/Name"),
    ],
)
def test_a_handle_is_the_address_of_its_account(handle: str, provider: str, address: str) -> None:
    assert normalise_handle(handle, provider) == address
    assert normalise(address) == address


@pytest.mark.parametrize(
    ("handle", "provider"),
    [
        ("", "telegram"),
        ("@", "telegram"),
        ("n.a.", "telegram"),
        ("two words", "telegram"),
        ("exаmple", "twitter"),  # а is Cyrillic
        ("@search", "twitter"),
        ("", "another-place"),
        ("two words", "another-place"),
        ("%2D", "another-place"),
        ("name\x1b]0;", "another-place"),
        ("@name", "No Slug/../"),
        ("a" * 1_000_000, "telegram"),
    ],
)
def test_what_is_no_handle_is_refused(handle: str, provider: str) -> None:
    with pytest.raises(ValueError, match="handle"):
        normalise_handle(handle, provider)


WORDS = """
    https:// http:// hxxps:// HTTP: hxxps[:]// ftp:// tg:// data: // handle:x-y/ hxxp: 192.0.2.1 0x7f [2001:db8::1]
    example.org www. m. t.me x.com youtu.be facebook.com telegram.me mega.nz vk.com xn-- xn--bcher-kva
    / // ? # #! #/ & = @ : :80 :443 . .. [.] (.) (dot) % %2 %41 %2F %2E %25 %0a %5B.%5D %28.%29 %3A// amp;
    [ ] ( ) < > { } | ^ ' " ~ ! * - _ + a B 1 а é ß 。 中
    watch?v= abcdefghi_- status/123 example_name /s/ 12 utm_source=x v=1
"""
HOSTS = "example.org www.EXAMPLE.org t.me x.com mega.nz youtube.com web.archive.org 192.0.2.1 127.1 x a..b ."
PIECES = st.sampled_from([*WORDS.split(), "\\", " ", " dot ", "\u200d", "\u202e", "\x00", "\n", "\ud800"])
MADE_UP = st.lists(PIECES, max_size=12).map("".join)
LIKELY = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["https://", "hxxps://", ""]),
    st.sampled_from([*HOSTS.split(), "example[.]org"]),
    st.sampled_from(["/", "?", "#!", "#/", ""]),
    MADE_UP,
)
TEXTS = st.one_of(
    LIKELY, MADE_UP, st.text(max_size=40), st.builds("https://example.org/{}".format, st.text(max_size=20))
)
COMMON = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["https://", "http://"]),
    st.sampled_from(HOSTS.split()),
    st.sampled_from(["/", "?", "#", "/?", "/#!"]),
    st.lists(PIECES.filter(lambda piece: piece.isascii() and piece.isprintable() and " " not in piece)).map("".join),
)


def taken(text: str) -> str:
    """Return the address that a text means, or leave this example aside."""
    try:
        return normalise(text)
    except ValueError:
        assume(False)
        raise


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_is_an_address_or_refused_in_words(text: str) -> None:
    try:
        address = normalise(text)
    except ValueError as error:
        why, address = str(error), None
    else:
        why = ""
    assert address is None or re.fullmatch(r"(?:https://|ftp://|handle:)[!-~]+", address)
    assert re.fullmatch(r"(?:(?:this|there|the|an?) [ -~]{10,200})?", why)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_an_address_that_is_normalised_stays_as_it_is(text: str) -> None:
    address = taken(text)
    assert normalise(address) == address


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_defanged_address_is_the_same_item(text: str) -> None:
    address = taken(text)
    assert normalise(defang(address)) == address


@settings(max_examples=200, deadline=None)
@given(COMMON)
def test_the_short_way_gives_what_the_long_one_gives(text: str) -> None:
    assert addresses._COMMON.fullmatch(text)

    def said(way: str) -> str:
        try:
            return normalise(text) if way == "short" else addresses._slowly(text)
        except ValueError as error:
            return str(error)

    assert said("short") == said("long")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30), st.sampled_from(["telegram", "twitter", "facebook", "another-place"]))
def test_any_handle_is_an_address_or_refused_in_words(handle: str, provider: str) -> None:
    try:
        address = normalise_handle(handle, provider)
    except ValueError:
        return
    assert normalise(address) == address
    assert normalise(defang(address)) == address


FILES = [Rules.model_validate_json(file.read_bytes()) for file in sorted(shipped_addresses().glob("*.json"))]
PLAIN = st.sampled_from(string.ascii_letters + string.digits + "-._~@+!/")


@pytest.mark.parametrize("rules", FILES, ids=lambda rules: rules.about.partition(":")[0])
@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_every_spelling_of_the_table_leads_to_the_one_that_is_kept(rules: Rules, data: st.DataObject) -> None:
    for same in rules.same:
        for spelling in same.spellings:
            parts = {}
            for name in sorted(set(re.findall(r"\{([a-z]+)\}", spelling))):
                pattern = rules.parts[name].expression(name)
                parts[name] = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=PLAIN), f"{name} of {spelling}")
            written = spelling.replace("*", "").format_map(parts)
            if "/." in written:  # a segment of dots is a way up
                continue
            kept = normalise(written)
            assert kept == normalise(same.to.format_map(parts)), written
            assert normalise(kept) == kept


def test_every_block_of_the_table_says_why() -> None:
    for rules in FILES:
        assert rules.about
        notes = [block.note for block in rules.hosts] + [block.note for block in rules.same]
        assert all(len(note.split()) > 1 for note in notes)


@pytest.mark.parametrize(
    "content",
    [
        "no JSON",
        "[]",
        '{"about": "a", "unknown": 1}',
        '{"about": "a", "parts": {"a": {"pattern": "("}}}',
        '{"about": "a", "same": [{"spellings": ["example.org/{a}"], "to": "example.org/{a}", "note": "b"}]}',
        '{"about": "a", "same": [{"spellings": ["example.org/a"], "to": "example.org/{b}", "note": "b"}]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_table_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(Refused):
        read_table(tmp_path)


def test_a_table_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no table"):
        read_table(tmp_path)


def test_the_longest_address_is_taken() -> None:
    start = "https://example.org/"
    assert normalise(start + "a" * (LONGEST_ADDRESS - len(start)))
