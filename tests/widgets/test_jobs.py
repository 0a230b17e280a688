"""Long work: in slices, with pause, resume and cancel."""

import asyncio
import itertools

import pytest

from cs231n_utils.widgets import jobs
from cs231n_utils.widgets.jobs import Job


@pytest.fixture
def clock(monkeypatch):
    """A clock that only work moves: no test waits or depends on the machine."""

    class Clock:
        def __init__(self):
            self.now, self.slept = 0.0, []

        def monotonic(self):
            return self.now

    made = Clock()
    rest = asyncio.sleep

    async def sleep(seconds):
        made.now += seconds
        made.slept.append(made.now)
        await rest(0)

    monkeypatch.setattr(jobs.time, "monotonic", made.monotonic)
    monkeypatch.setattr(jobs.asyncio, "sleep", sleep)
    return made


def work(clock, steps, seconds=0.01, done=None):
    for i in range(steps):
        clock.now += seconds
        if done is not None:
            done.append(i)
        yield (i + 1) / steps


def test_kernel_is_never_kept_longer_than_a_slice_and_a_step(clock):
    asyncio.run(Job(work(clock, 500)).run())
    waits = [b - a for a, b in itertools.pairwise(clock.slept)]
    assert len(waits) > 20
    assert max(waits) < jobs.SLICE + 0.01 + jobs.BREATH + 1e-9
    assert max(waits) < 0.2


def test_pictures_come_at_most_ten_times_a_second(clock):
    shown = []
    asyncio.run(Job(work(clock, 500), lambda: shown.append(clock.now)).run())
    gaps = [b - a for a, b in itertools.pairwise(shown)]
    assert len(shown) > 10
    assert min(gaps) >= jobs.FRAME - 1e-9


def test_it_ends_once_with_all_done(clock):
    ends, done = [], []
    job = Job(work(clock, 50, done=done), ended=lambda: ends.append(job.status))
    asyncio.run(job.run())
    assert (job.status, job.share, done, ends) == ("done", 1, list(range(50)), ["done"])


def test_pause_stops_it_resume_goes_on_and_cancel_ends_it(clock):
    done = []
    job = Job(work(clock, 1000, done=done))

    async def user():
        job.start()
        for _ in range(3):
            await asyncio.sleep(0)
        job.pause()
        await asyncio.sleep(0)
        count = len(done)
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(done) == count > 0
        assert job.status == "paused"
        job.resume()
        for _ in range(5):
            await asyncio.sleep(0)
        assert len(done) > count
        job.cancel()
        count = len(done)
        await job._task
        assert len(done) == count < 1000

    asyncio.run(user())
    assert job.status == "cancelled"
    assert 0 < job.share < 1


def test_what_is_over_cannot_be_paused_or_cancelled(clock):
    ends = []
    job = Job(work(clock, 3), ended=lambda: ends.append(1))
    job.finish()
    job.cancel()
    job.pause()
    job.resume()
    assert (job.status, ends) == ("done", [1])


def test_cancel_from_within_a_step_stops_at_that_step():
    done = []

    def steps():
        for i in range(10):
            done.append(i)
            if i == 3:
                job.cancel()
            yield i / 10

    job = Job(steps())
    job.finish()
    assert (job.status, done) == ("cancelled", [0, 1, 2, 3])


def test_failure_ends_it_and_is_kept():
    def steps():
        yield 0.5
        raise ValueError("oh")

    ends = []
    job = Job(steps(), ended=lambda: ends.append(job.status))
    asyncio.run(job.run())
    assert ends == ["failed"]
    assert str(job.error) == "oh"
    assert job.share == 0.5
