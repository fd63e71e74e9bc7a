"""The house rules: imports point one way, files stay small, lock and project agree, nothing of a machine is named."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parent.parent
MODULES = sorted(path for room in ("archive", "crawler") for path in (REPOSITORY / room).rglob("*.py"))
PURE = sorted(p for p in (REPOSITORY / "archive" / "derive").rglob("*.py") if p.name != "pipeline.py")
FROM_ARCHIVE = {"archive"} | {
    f"archive.{room}"
    for room in (
        *("budget", "clock", "errors", "guards", "ledger", "paths", "plain", "profile", "progress", "publish"),
        *("reads", "search", "session", "store", "validators", "walk", "warc"),
    )
}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def name(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


@pytest.mark.parametrize("path", [p for p in MODULES if "archive" in p.parts[-4:]], ids=name)
def test_the_archive_never_imports_the_crawler(path):
    if path.is_relative_to(REPOSITORY / "archive"):
        assert not {module for module in imported(path) if module.split(".")[0] in ("crawler", "scrapy", "twisted")}


@pytest.mark.parametrize("path", PURE, ids=name)
def test_rules_import_nothing_of_ours_but_errors_and_rules(path):
    ours = {module for module in imported(path) if module.split(".")[0] == "archive"}
    assert {m for m in ours if not m.startswith("archive.derive") and m != "archive.errors"} == set()


@pytest.mark.parametrize("path", [p for p in MODULES if p.is_relative_to(REPOSITORY / "crawler")], ids=name)
def test_the_crawler_uses_the_archive_through_its_doors(path):
    ours = {module for module in imported(path) if module.split(".")[0] == "archive"}
    doors = {m for m in ours if m in FROM_ARCHIVE or m.startswith(("archive.derive", "archive.commands"))}
    assert ours - doors == set()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_file_says_what_it_owns_and_stays_small(path):
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), "no docstring at the top"
    assert source.count("\n") <= 400


def test_project_and_lock_agree():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["dev"]]
    lock = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.findall(r"^([A-Za-z0-9_.-]+)==([^ \\;]+)[^\n]*\n((?:[ \t]+[^\n]*\n)*)", lock, re.MULTILINE)
    versions = {canonicalize_name(package): version for package, version, _rest in blocks}
    for requirement in wanted:
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement
    direct = {canonicalize_name(package) for package, _version, rest in blocks if "baogao (pyproject.toml)" in rest}
    assert direct == {canonicalize_name(requirement.name) for requirement in wanted}
    assert all("--hash=sha256:" in rest for _package, _version, rest in blocks)


def test_nothing_names_a_machine_or_a_registry():
    files = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout.split()
    pattern = re.compile(
        r"(?<![\w.$}])/(?:work|root|home/\w+)/|pypi\.|files\.pythonhosted|registry\.npmjs", re.IGNORECASE
    )
    for file in files:
        text = (REPOSITORY / file).read_bytes().decode("utf-8", "replace")
        assert not pattern.search(text) or file == "tests/test_house.py", file
