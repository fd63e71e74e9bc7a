"""What is documented is what there is: commands, options, tables, columns, exit codes, outcomes and reasons."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from archive import errors
from archive.derive import flags
from archive.derive.facts import NO_SUCCESSOR
from archive.derive.indicators import INDICATORS
from archive.derive.indicators.figure import Status
from archive.derive.kinds import Kind
from archive.derive.sections import Role
from archive.guards import GUARD_REASONS
from crawler import addresses, permission, reasons

REPOSITORY = Path(__file__).parent.parent
DOCS = REPOSITORY / "docs"
_spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
generate = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generate)


def test_generated_pages_are_current():
    # In a process of its own: a command that another test has run keeps the help option it was run with.
    done = subprocess.run(
        [sys.executable, DOCS / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_column_is_described_in_chinese_and_english():
    for line in (DOCS / "schema.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            words = line.split("|")[3]
            assert re.search(r"[\u4e00-\u9fff]", words), line
            assert re.search(r"[A-Za-z]{2}", words.partition("·")[2]), line


def test_every_exit_code_is_explained():
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    codes = {value for name, value in vars(errors).items() if name.isupper() and isinstance(value, int)}
    assert codes == set(range(8))
    assert all(f"\n| {code} |" in text for code in codes)


def test_every_reason_of_the_ledger_is_explained():
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    named = {addresses.OFF_SITE, addresses.PRIVATE, permission.DISALLOWED, permission.UNREACHABLE}
    ours = {"repeated", "no_link", "no_entries", "refused", "abandoned", "too_large", "bad_certificate", "no_summary"}
    raised = {
        node.args[0].value
        for file in (REPOSITORY / "crawler").glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "NotReadError"
        if isinstance(node.args[0], ast.Constant)
    }
    assert {"redirect_loop", "too_few_entries", "broken_response"} <= raised
    for reason in named | ours | raised | reasons.NETWORK | set(GUARD_REASONS):
        assert f"`{reason}`" in text, reason


def reasons_in_the_rules():
    """Return every reason that a rule can give: the words in the calls that make its result."""
    makers = {"ReportDate", "Meeting", "Speaker", "Place", "_none"}
    calls = [
        node
        for file in (REPOSITORY / "archive" / "derive").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in makers
    ]
    given = [keyword.value for call in calls for keyword in call.keywords if keyword.arg == "reason"]
    given += [argument for call in calls if getattr(call.func, "id", "") != "ReportDate" for argument in call.args]
    words = [node.value for argument in given for node in ast.walk(argument) if isinstance(node, ast.Constant)]
    return {word for word in words if isinstance(word, str)}


def test_every_flag_indicator_role_kind_and_reason_of_the_facts_is_explained_in_both_languages():
    text = (DOCS / "facts.md").read_text(encoding="utf-8")
    reasons_given = reasons_in_the_rules()
    assert {"not_printed", "ambiguous", "no_session", "development_zone"} <= reasons_given
    for code in {*flags.MEANING, *reasons_given, NO_SUCCESSOR, *INDICATORS}:
        (line,) = [line for line in text.splitlines() if line.startswith(f"| `{code}` |")]
        assert re.search(r"[\u4e00-\u9fff]", line), line
        assert re.search(r"[a-z]{2} [a-z]|[a-z]{5}", line), line
    for code in (*get_args(Kind), *get_args(Role), *get_args(Status)):
        assert f"`{code}`" in text, code


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_links_of_the_readme_lead_somewhere(name):
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text):
        assert (REPOSITORY / target).exists(), target


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_commands_of_the_readme_exist(name):
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    known = set(generate.cli.list_commands(None))
    assert set(re.findall(r"(?m)^baogao ([a-z-]+)", text)) <= known
    targets = set(re.findall(r"(?m)^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8")))
    assert set(re.findall(r"`?make ([a-z]+)", text)) <= targets
