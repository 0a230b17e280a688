"""What a batch does: it collects all there is, and comes to its end."""

import os
import signal
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from nursery import Nursery

from grading import audit, batch, keys
from grading.audit import environment_hash, seed_of, source_hash
from grading.cli import main
from grading.editions import to_text
from grading.intake.batch import intake
from grading.intake.notes import place, read_notes
from grading.limits import Limits
from grading.runner import File, Job, close_station, grade_one, unreadable
from grading.simulate import answers_of, students, submission
from grading.store import Store, dump
from grading.verdicts import REPAIRED, UNREADABLE

ASSIGNMENT = "batchnorm"
KINDS = students(ASSIGNMENT)
HASHES = {"submission": "a", "source": "b", "environment": "c", "seed": "0"}
REAL = grade_one


def job(student, notebook=None, **more):
    text = to_text(notebook or KINDS["blank"]).encode()
    files = (File(f"{ASSIGNMENT}.ipynb", 0.0, text),)
    return Job(student, ASSIGNMENT, files, HASHES | more)


def hand_in(course, student, text, name=f"{ASSIGNMENT}.ipynb"):
    path = course / "submitted" / student / ASSIGNMENT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def collect(course, *names):
    found = batch.collect(
        course / "submitted", ASSIGNMENT, Limits(), "bubblewrap", names or None
    )
    return {job.student: job for job in found}


def grade_all(jobs, start=None, workers=2):
    done = batch.grade_all(jobs, start or batch.processes(workers), workers)
    return {graded.verdict.student: graded.verdict for graded in done}


def plain(verdict):
    """Return a verdict without what differs from run to run."""
    row = verdict.row()
    for part in (row, *row["checks"].values()):
        part.pop("seconds")
    return row | {"memory": 0}


# What workers do instead of grading; forked ones find these by name.


def quickly(job):
    return unreadable(job, "It was not looked at.")


def ends_its_worker(job):
    if job.student == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return quickly(job)


def waits_to_be_killed(job):
    mark = Path(os.environ["MARKS"], job.student)
    if job.student == "victim" and not mark.exists():
        mark.with_suffix(".part").write_text(str(os.getpid()))
        mark.with_suffix(".part").rename(mark)
        time.sleep(60)
    return REAL(job)


def raises(job):
    if job.student == "deadly":
        raise KeyError("a fault of\nthe grader's own")
    return quickly(job)


def fails_here(job):
    if job.student == "deadly":
        raise OSError(28, "No space left on device")
    return quickly(job)


class BreaksBetween(ThreadPoolExecutor):
    """Breaks while nothing is waited for, so that it takes nothing more."""

    left = 3

    def submit(self, function, *args):
        type(self).left -= 1
        if type(self).left == 0:
            raise BrokenProcessPool
        return super().submit(function, *args)


def kill_victim(marks):
    while not (marks / "victim").exists():
        time.sleep(0.01)
    os.kill(int((marks / "victim").read_text()), signal.SIGKILL)


NAMES = [*"abcd", "deadly", *"efgh"]


@pytest.mark.sandbox
def test_submission_of_a_killed_worker_is_graded_in_another(tmp_path, monkeypatch):
    monkeypatch.setenv("MARKS", str(tmp_path))
    monkeypatch.setattr(batch, "grade_one", waits_to_be_killed)
    jobs = [job(name, KINDS["half-right"]) for name in ("a", "victim", "b", "c")]
    killer = threading.Thread(target=kill_victim, args=[tmp_path])
    start = batch.processes(2)
    pools = []

    def counted():
        pools.append(start())
        return pools[-1]

    killer.start()
    found = grade_all(jobs, counted)
    killer.join()
    assert {v.score for v in found.values()} == {17}
    assert set(found) == {"a", "victim", "b", "c"}
    assert len(pools) >= 2


@pytest.mark.parametrize(
    ("grade", "why"),
    [
        (ends_its_worker, "Grading it ended the grader's process, thrice."),
        (
            raises,
            "The grader failed on it, thrice: "
            'KeyError: "a fault of\\nthe grader\'s own"',
        ),
    ],
)
def test_submission_that_always_ends_its_worker_stops_nobody(monkeypatch, grade, why):
    monkeypatch.setattr(batch, "grade_one", grade)
    found = grade_all([job(name) for name in NAMES])
    assert sorted(found) == sorted(NAMES)
    assert (found["deadly"].verdict, found["deadly"].why) == (UNREADABLE, why)
    assert found["deadly"].maximum == found["a"].maximum > 0
    others = {v.why for name, v in found.items() if name != "deadly"}
    assert others == {"It was not looked at."}


def test_fault_of_the_machine_is_recorded_for_nobody(monkeypatch):
    monkeypatch.setattr(batch, "grade_one", fails_here)
    done = []
    graded = batch.grade_all([job(name) for name in NAMES], batch.processes(2), 2)
    with pytest.raises(batch.BatchError, match=r"cannot grade deadly: .*No space"):
        done.extend(one.verdict.student for one in graded)
    assert sorted(done) == sorted(set(NAMES) - {"deadly"})


def test_pool_that_breaks_while_nobody_looks_is_replaced(monkeypatch):
    monkeypatch.setattr(batch, "grade_one", quickly)
    assert sorted(grade_all([job(n) for n in NAMES], lambda: BreaksBetween(1))) == (
        sorted(NAMES)
    )
    assert BreaksBetween.left < 0


def end_at_once(*_):
    os._exit(1)


def test_workers_that_cannot_start_get_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(batch, "_follow", end_at_once)
    hand_in(tmp_path, "ada", to_text(KINDS["blank"]))
    assert main(["grade", ASSIGNMENT, "--course", str(tmp_path)]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert said[-1] == "grading: The grader's worker processes do not start."
    assert not any("Traceback" in line for line in said)
    with Store(tmp_path) as store:
        assert store.verdicts() == []


class Lacking(ThreadPoolExecutor):
    def submit(self, *_):
        future = Future()
        future.set_exception(ModuleNotFoundError("No module named 'grading'"))
        return future


def test_workers_that_lack_the_grader_fail_nobody():
    with pytest.raises(batch.BatchError, match="No module named 'grading'"):
        grade_all([job("ada")], lambda: Lacking(1))


class Lost(ThreadPoolExecutor):
    def submit(self, function, *args):
        future = super().submit(function, *args)
        if args:
            future = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
        return future


def test_cluster_that_is_lost_fails_nobody():
    with pytest.raises(batch.BatchError, match="cluster is lost"):
        grade_all([job("ada")], lambda: Lost(1))


@pytest.mark.sandbox
def test_threads_grade_as_processes_do():
    jobs = [job(kind, notebook) for kind, notebook in KINDS.items()]
    try:
        threads = grade_all(jobs, lambda: ThreadPoolExecutor(1), 1)
    finally:
        close_station()
    processes = grade_all(jobs)
    assert [plain(threads[k]) for k in KINDS] == [plain(processes[k]) for k in KINDS]
    assert {v.score for v in threads.values()} >= {0, 17, 26}


def test_nobody_waits_for_what_is_graded_when_the_batch_is_left(monkeypatch):
    monkeypatch.setattr(batch, "grade_one", sleeps)
    found = batch.grade_all([job(n) for n in NAMES], batch.processes(2), 2)
    next(found)
    start = time.monotonic()
    found.close()
    assert time.monotonic() - start < 10


def sleeps(job):
    if job.student != "a":
        time.sleep(60)
    return quickly(job)


# Ctrl-C


@pytest.fixture
def graders(tmp_path):
    made = Nursery(tmp_path / "said")
    yield made
    made.close()


@pytest.mark.sandbox
@pytest.mark.slow
@pytest.mark.parametrize("send", [os.kill, os.killpg])
def test_ctrl_c_ends_soon_in_one_line_and_loses_nothing(graders, tmp_path, send):
    course, calm = tmp_path / "course", tmp_path / "calm"
    endless = answers_of(ASSIGNMENT)
    endless[next(iter(endless))] += "\nwhile True: pass"
    for each in (course, calm):
        for number in range(8):
            hand_in(each, f"student-{number}", to_text(KINDS["half-right"]))
        hand_in(each, "student-endless", to_text(submission(ASSIGNMENT, endless)))
    words = ["grade", ASSIGNMENT, "--limit-cell", 4, "--course"]
    pid = graders.start(*words, course, anew=True)
    while len(list(course.glob("autograded/*/*/batchnorm.ipynb"))) < 2:
        time.sleep(0.01)
    start = time.monotonic()
    send(pid, signal.SIGINT)
    code, alive = graders.end()
    assert time.monotonic() - start < 10
    assert (code, alive) == (130, [])
    said = graders.said()
    assert said.splitlines()[-1] == "grading: stopped. Start it again to go on."
    assert "Traceback" not in said
    with Store(course) as store:
        before = [entry["student"] for entry in store.history()]
    assert 1 <= len(before) < 9
    assert graders.run(*words, course) == graders.run(*words, calm) == (0, [])
    assert dump(course / "gradebook.db") == dump(calm / "gradebook.db")
    with Store(course) as store:
        after = [entry["student"] for entry in store.history()]
    assert after[: len(before)] == before
    assert len(after) == len(set(after)) == 9


# What is to be done


def test_each_folder_of_the_assignment_is_a_job_and_nothing_else_is(tmp_path):
    for student in ("bob", "ada"):
        hand_in(tmp_path, student, to_text(KINDS["blank"]))
    (tmp_path / "submitted" / "eve" / "backprop").mkdir(parents=True)
    (tmp_path / "submitted" / "zoe" / ASSIGNMENT).mkdir(parents=True)
    found = collect(tmp_path)
    assert list(found) == ["ada", "bob", "zoe"]
    assert found["zoe"].files == ()
    assert quick_reason(found["zoe"]) == "Nothing was handed in."
    assert list(collect(tmp_path, "bob", "nobody")) == ["bob"]


def quick_reason(job):
    graded = grade_one(job)
    assert graded.verdict.verdict == UNREADABLE
    return graded.verdict.why


def test_files_that_are_no_notebooks_are_named_and_not_read(tmp_path):
    hand_in(tmp_path, "ada", "x" * 99, "essay.docx")
    path = hand_in(tmp_path, "ada", to_text(KINDS["blank"]))
    path.with_name("secret.ipynb").symlink_to("/etc/passwd")
    files = {file.name: file for file in collect(tmp_path)["ada"].files}
    essay, secret = files["essay.docx"], files["secret.ipynb"]
    assert (essay.data, essay.refused) == (b"", "It is no notebook.")
    assert secret.data == b""
    assert secret.refused
    assert not files["batchnorm.ipynb"].refused


def test_outputs_do_not_make_a_submission_another_one(tmp_path):
    path = hand_in(tmp_path, "ada", to_text(KINDS["half-right"]))
    before = collect(tmp_path)["ada"]
    text = path.read_text(encoding="utf-8")
    assert '"outputs": []' in text
    stream = '{"name": "stdout", "output_type": "stream", "text": "hello"}'
    path.write_text(text.replace('"outputs": []', f'"outputs": [{stream}]'))
    assert not batch.is_new(collect(tmp_path)["ada"], before.audit)
    path.write_text(text.replace("def batchnorm_forward", "def  batchnorm_forward"))
    assert batch.is_new(collect(tmp_path)["ada"], before.audit)


def test_only_another_submission_is_new_and_any_other_hash_is_stale():
    mine = job("ada")
    assert batch.is_new(mine, None)
    assert not batch.is_current(mine, None)
    same = HASHES | {"sandbox": "none"}
    assert batch.is_current(mine, same)
    assert not batch.is_new(mine, same)
    for part in HASHES:
        other = HASHES | {part: "another"}
        assert not batch.is_current(mine, other), part
        assert batch.is_new(mine, other) == (part == "submission")


# What the intake said


def take_in(course, tmp_path, student, text):
    handed = tmp_path / "handed" / student
    handed.mkdir(parents=True, exist_ok=True)
    (handed / f"{ASSIGNMENT}.ipynb").write_text(text, encoding="utf-8")
    return intake([tmp_path / "handed"], ASSIGNMENT, course / "submitted")


@pytest.fixture
def course(tmp_path):
    made = tmp_path / "course"
    (made / "submitted").mkdir(parents=True)
    return made


def without_metadata():
    notebook = submission(ASSIGNMENT, answers_of(ASSIGNMENT))
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
    return to_text(notebook)


@pytest.mark.sandbox
def test_repairs_of_the_intake_reach_the_verdict(course, tmp_path):
    (record,) = take_in(course, tmp_path, "ada", without_metadata())
    assert record.repairs
    assert main(["grade", ASSIGNMENT, "--course", str(course)]) == 0
    with Store(course) as store:
        (ada,) = store.verdicts()
    assert (ada.verdict, ada.repairs) == (REPAIRED, record.repairs)
    assert record.repairs[0] in ada.reason


def test_notes_on_a_notebook_that_was_replaced_by_hand_are_ignored(course, tmp_path):
    (record,) = take_in(course, tmp_path, "ada", without_metadata())
    assert collect(course)["ada"].repairs == tuple(record.repairs)
    hand_in(course, "ada", to_text(KINDS["half-right"]))
    assert collect(course)["ada"].repairs == ()


@pytest.mark.sandbox
def test_what_the_intake_could_not_read_gets_a_verdict(course, tmp_path):
    (record,) = take_in(course, tmp_path, "ada", "no notebook")
    assert not (course / "submitted" / "ada").exists()
    assert main(["grade", ASSIGNMENT, "--course", str(course)]) == 1
    with Store(course) as store:
        (ada,) = store.verdicts()
    assert (ada.verdict, ada.score, ada.maximum) == (UNREADABLE, 0, 36)
    assert ada.why
    assert ada.why in record.remarks[0]
    take_in(course, tmp_path, "ada", to_text(KINDS["half-right"]))
    assert main(["grade", ASSIGNMENT, "--course", str(course)]) == 0
    with Store(course) as store:
        (ada,) = store.verdicts()
    assert (ada.verdict, ada.score, ada.why) == ("graded", 17, "")


def test_damaged_notes_stop_nobody(course, tmp_path):
    take_in(course, tmp_path, "ada", to_text(KINDS["blank"]))
    notes = place(course / "submitted", ASSIGNMENT)
    for text in ("", "[1]", '{"ada": 1}', '{"ada": {"file": "x"}}', "\x00"):
        notes.write_text(text)
        assert read_notes(course / "submitted", ASSIGNMENT) == {}
        assert list(collect(course)) == ["ada"]


# What a score depends on


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """Let sources lie where they may be changed."""
    for name in keys.assignments():
        path = tmp_path / f"{name}.py"
        path.write_bytes(keys.source_path(name).read_bytes())
    monkeypatch.setattr(audit, "source_path", lambda name: tmp_path / f"{name}.py")
    return tmp_path


def test_hash_changes_with_the_source_and_those_that_it_builds_on(copied):
    names = [n for n in ("backprop", ASSIGNMENT) if n in keys.assignments()]
    for name in names:
        before = source_hash(ASSIGNMENT)
        assert source_hash(ASSIGNMENT) == before
        path = copied / f"{name}.py"
        path.write_text(path.read_text(encoding="utf-8") + "\n# another\n")
        assert source_hash(ASSIGNMENT) != before
    before = source_hash("backprop")
    path = copied / f"{ASSIGNMENT}.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n# later\n")
    assert source_hash("backprop") == before


def test_hash_changes_with_the_library_and_with_versions(tmp_path, monkeypatch):
    fresh_hash = environment_hash.__wrapped__
    library = tmp_path / "cs231n_utils"
    library.mkdir()
    (library / "checks.py").write_text("TOLERANCE = 1e-8\n")
    monkeypatch.setattr(audit, "__file__", str(tmp_path / "grading" / "audit.py"))
    before = fresh_hash()
    assert fresh_hash() == before
    (library / "checks.py").write_text("TOLERANCE = 1e-7\n")
    changed = fresh_hash()
    assert changed != before
    monkeypatch.setattr(audit.metadata, "version", lambda name: "0.0")
    assert fresh_hash() != changed


def test_seed_differs_between_students_and_stays_where_there_is_a_secret(
    tmp_path, monkeypatch
):
    secret = tmp_path / ".secret"
    monkeypatch.setattr(audit, "SECRET", secret)
    assert seed_of("ada") == seed_of("bob") == "0"
    secret.write_text("\n")
    assert seed_of("ada") == "0"
    secret.write_text("of this year\n")
    assert seed_of("ada") == seed_of("ada", b"of this year") != seed_of("bob")
    assert seed_of("ada") not in ("0", seed_of("ada", b"of last year"))


def test_another_secret_makes_scores_stale_and_submissions_not_new(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(audit, "SECRET", tmp_path / ".secret")
    hand_in(tmp_path, "ada", to_text(KINDS["blank"]))
    before = collect(tmp_path)["ada"].audit
    (tmp_path / ".secret").write_text("now there is one")
    mine = collect(tmp_path)["ada"]
    assert mine.audit["seed"] == seed_of("ada")
    assert not batch.is_current(mine, before)
    assert not batch.is_new(mine, before)


def first_input(seed, monkeypatch):
    """Return the number with which a hidden check of batchnorm begins."""
    monkeypatch.setenv("CS231N_SEED", seed)
    return keys.hidden_rng("batchnorm_forward-train").normal(0, 1, (7, 3))[0, 0]


@pytest.mark.sandbox
def test_hidden_inputs_follow_the_seed_of_the_student(monkeypatch):
    # It spoils what begins with a positive number, in the form of a hidden case.
    answers = answers_of(ASSIGNMENT)
    answers["batchnorm_forward"] += (
        "\n\n_right = batchnorm_forward\n\n\n"
        "def batchnorm_forward(x, gamma, beta, bn_param):\n"
        "    out, cache = _right(x, gamma, beta, bn_param)\n"
        "    return out + (x.shape == (7, 3) and x[0, 0] > 0), cache\n"
    )
    spoiling = submission(ASSIGNMENT, answers)
    seeds = [seed_of(f"student-{number}", b"secret") for number in range(6)]
    positive = {seed: first_input(seed, monkeypatch) > 0 for seed in seeds}
    assert len(set(positive.values())) == 2
    found = grade_all([job(seed, spoiling, seed=seed) for seed in seeds])
    points = {s: v.checks["test-batchnorm_forward-train"] for s, v in found.items()}
    assert {s: check.score == 0 for s, check in points.items()} == positive
