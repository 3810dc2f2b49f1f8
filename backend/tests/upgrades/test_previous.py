"""Which release is the previous one, and what is said where it is not to be had."""

import subprocess
from pathlib import Path

import pytest

from devtools.upgrades import previous as module
from devtools.upgrades.previous import Skipped, previous


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits, each of which says in backend/uv.lock which it is; neither is tagged, the first is recorded."""
    root = tmp_path / "repository"
    for folder in ("backend", "frontend"):
        (root / folder).mkdir(parents=True)
        (root / folder / "kept").touch()
    git(root, "init", "--quiet")
    for number in ("first", "second"):
        (root / "backend" / "uv.lock").write_text(number)
        git(root, "add", ".")
        git(root, "commit", "--quiet", f"--message={number}")
    recorded = tmp_path / "previous.txt"
    recorded.write_text(f"# why\n{git(root, 'rev-parse', 'HEAD^')}\n")
    monkeypatch.setattr(module, "ROOT", root)
    monkeypatch.setattr(module, "_RECORDED", recorded)
    monkeypatch.setattr(module, "_python", lambda _: Path("python"))
    return root


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *who, *arguments], cwd=root, capture_output=True, text=True, check=True
    ).stdout.strip()


def content(release: module.Release) -> str:
    return (release.backend / "uv.lock").read_text()


def test_without_a_tag_it_is_the_recorded_commit(repository: Path, tmp_path: Path) -> None:
    assert content(previous("", tmp_path)) == "first"


def test_a_tag_comes_before_the_recorded_commit(repository: Path, tmp_path: Path) -> None:
    git(repository, "tag", "v1.0", "HEAD")
    git(repository, "commit", "--quiet", "--allow-empty", "--message=third")
    git(repository, "tag", "v1.1")  # this one: not its own predecessor
    assert content(previous("", tmp_path)) == "second"


def test_one_may_be_named(repository: Path, tmp_path: Path) -> None:
    assert content(previous("HEAD", tmp_path)) == "second"


def test_a_clone_without_that_commit_skips_and_says_so(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(Skipped, match=r"0123abcd is not in this clone.*shallow"):
        previous("0123abcd", tmp_path)


def test_sources_without_history_skip_and_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROOT", tmp_path)
    with pytest.raises(Skipped, match="not in this clone"):
        previous("", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Skipped, match="git is not installed"):
        previous("", tmp_path)
