"""CIFAR-10: found or fetched, read without trust, and told clearly when it is not."""

from __future__ import annotations

import functools
import gc
import hashlib
import http.server
import io
import os
import pickle
import shutil
import socket
import tarfile
import threading
import tomllib
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from cs231n_utils import cifar10
from cs231n_utils.data import DataError, get_data
from cs231n_utils.data_utils import get_CIFAR10_data

ROOT = Path(__file__).parents[2]
ROWS = 4  # of each tiny batch
SETTINGS = ("CS231N_CIFAR10", "CS231N_CIFAR10_URL", "CS231N_CIFAR10_HASH")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a data home of its own and no other setting."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CS231N_DATA", str(tmp_path / "home"))
    return tmp_path / "home"


def batch(k: int, **changes) -> dict[bytes, object]:
    """Return a tiny batch in the official layout: picture i is i, red to blue."""
    rows = np.arange(ROWS) + k * ROWS
    planes = [np.full((ROWS, 1024), colour) + rows[:, None] for colour in (0, 50, 100)]
    content = {
        b"batch_label": b"tiny",
        b"labels": (rows % 10).tolist(),
        b"data": np.concatenate(planes, axis=1).astype(np.uint8),
        b"filenames": [b"%d.png" % row for row in rows],
    }
    return content | {name.encode(): value for name, value in changes.items()}


def tiny_files() -> dict[str, bytes]:
    names = (*cifar10.TRAIN_BATCHES, "test_batch")
    files = {name: pickle.dumps(batch(k), protocol=3) for k, name in enumerate(names)}
    return files | {"batches.meta": pickle.dumps({b"num_vis": 3072}, protocol=3)}


def write_folder(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def write_archive(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(f"{cifar10.FOLDER}/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def md5(path: Path) -> str:
    return "md5:" + hashlib.md5(path.read_bytes()).hexdigest()


def load(**source):
    return get_data(
        "cifar10", num_val=ROWS, num_test=ROWS, subtract_mean=False, **source
    )


def assert_is_tiny(data) -> None:
    assert data["X_train"].shape == (4 * ROWS, 3, 32, 32)
    assert data["X_train"][3, :, 0, 0].tolist() == [3, 53, 103]
    assert data["X_val"][0, :, 31, 31].tolist() == [16, 66, 116]
    assert data["X_test"][0, :, 5, 6].tolist() == [20, 70, 120]
    assert data["y_train"].tolist() == [i % 10 for i in range(16)]
    assert data["classes"][0] == "airplane"


def assert_fails(words: str, **source) -> None:
    with pytest.raises(DataError) as caught:
        load(**source)
    message = str(caught.value)
    assert words in message
    assert "\n" not in message
    assert len(message) < 700


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Serve a file over the loopback; `short` bytes of it go missing on the way."""
    servers = []

    def start(archive: Path, short: int = 0) -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content = archive.read_bytes() if archive.exists() else None
                self.send_response(200 if content is not None else 404)
                self.send_header("Content-Length", str(len(content or b"")))
                self.end_headers()
                self.wfile.write((content or b"")[: len(content or b"") - short])
                server.requests += 1

            def log_message(self, *_) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.requests = 0
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/{archive.name}"

    start.servers = servers
    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write_archive(tmp_path / "tiny.tar.gz", tiny_files())


# Found on disk


@pytest.mark.parametrize("inner", ["", cifar10.FOLDER])
def test_a_folder_with_the_batches_is_read(tmp_path: Path, inner: str):
    write_folder(tmp_path / "mine" / inner, tiny_files())
    assert_is_tiny(load(path=tmp_path / "mine"))


def test_an_archive_is_read_and_leaves_nothing(archive: Path, home: Path):
    assert_is_tiny(load(path=archive))
    assert not home.exists()


def test_the_path_can_be_a_setting(archive: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CS231N_CIFAR10", str(archive))
    assert_is_tiny(load())


def test_cs231ns_name_works(archive: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CS231N_CIFAR10", str(archive))
    data = get_CIFAR10_data(num_training=16, num_validation=4, num_test=4)
    assert data["X_train"].mean(axis=0) == pytest.approx(0, abs=1e-5)
    assert data["X_val"].shape == (4, 3, 32, 32)


# Fetched


def test_a_download_is_checked_unpacked_kept_and_not_repeated(
    archive: Path, home: Path, serve, capsys: pytest.CaptureFixture[str]
):
    source = {"url": serve(archive), "checksum": md5(archive)}
    assert_is_tiny(load(**source))
    assert "100%" in capsys.readouterr().err
    assert os.listdir(home) == [cifar10.FOLDER]
    assert sorted(os.listdir(home / cifar10.FOLDER)) == sorted(cifar10.FILES)
    assert_is_tiny(load(**source))
    assert serve.servers[0].requests == 1


def test_mirror_and_checksum_can_be_settings(archive: Path, serve, monkeypatch):
    monkeypatch.setenv("CS231N_CIFAR10_URL", serve(archive))
    monkeypatch.setenv("CS231N_CIFAR10_HASH", md5(archive))
    assert_is_tiny(load())


def test_a_home_by_argument_wins(archive: Path, home: Path, tmp_path: Path, serve):
    load(url=serve(archive), checksum=md5(archive), home=tmp_path / "other")
    assert (tmp_path / "other" / cifar10.FOLDER).is_dir()
    assert not home.exists()


def test_the_registry_says_what_the_code_uses():
    registry = tomllib.loads((ROOT / "datasets" / "registry.toml").read_text())
    entry = registry["cifar10"]
    assert entry["address"] == cifar10.URL
    assert entry["checksum"] == cifar10.CHECKSUM
    assert tuple(entry["classes"]) == cifar10.CLASSES


# Told clearly


def closed_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/cifar.tar.gz"


@pytest.mark.parametrize("url", ["closed port", "http://no.such.host.invalid/x", "x"])
def test_no_network_is_told(url: str, home: Path):
    url = closed_port() if url == "closed port" else url
    assert_fails("cannot be downloaded", url=url)
    assert_fails("CS231N_CIFAR10", url=url)
    assert os.listdir(home) == []


def test_a_missing_page_is_told(tmp_path: Path, home: Path, serve):
    assert_fails("404", url=serve(tmp_path / "nothing.tar.gz"))
    assert os.listdir(home) == []


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_download_cut_short_is_told(archive: Path, home: Path, serve):
    assert_fails("downloaded", url=serve(archive, short=100), checksum=md5(archive))
    gc.collect()  # pooch leaves the broken connection to the collector
    assert os.listdir(home) == []


def test_a_wrong_checksum_is_told(archive: Path, home: Path, serve):
    assert_fails("CS231N_CIFAR10_HASH", url=serve(archive))
    assert os.listdir(home) == []


@pytest.mark.parametrize("content", [b"", b"<html>Log in first</html>"])
def test_a_download_that_is_no_archive_is_told(tmp_path, home: Path, serve, content):
    page = tmp_path / "page"
    page.write_bytes(content)
    assert_fails("not an archive", url=serve(page), checksum=md5(page))
    assert os.listdir(home) == []


def test_a_home_that_cannot_be_written_is_told(archive: Path, home: Path, serve):
    home.write_text("a file where the folder should be")
    assert_fails("cannot be stored", url=serve(archive), checksum=md5(archive))
    assert_fails("CS231N_DATA", url=serve(archive), checksum=md5(archive))


def test_a_full_disk_is_told(archive: Path, home: Path, serve, monkeypatch):
    def full(source, target):
        target.write(b"some")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    assert_fails("No space left", url=serve(archive), checksum=md5(archive))
    assert os.listdir(home) == []
    assert_fails("No space left", path=archive)


def test_a_path_that_is_not_there_is_told(tmp_path: Path):
    assert_fails("no such file or folder", path=tmp_path / "nowhere")


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_truncated_archive_is_told(archive: Path, cut: float):
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * cut)])
    assert_fails("Download it again", path=archive)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"data_batch_3": None}, "has no file data_batch_3"),
        ({"test_batch": tiny_files()["test_batch"][:-2000]}, "damaged"),
        ({"data_batch_1": b""}, "damaged"),
        ({"data_batch_1": pickle.dumps([1, 2], 3)}, "damaged"),
        ({"data_batch_1": pickle.dumps(batch(0, labels=[1]), 3)}, "its pixels are"),
        ({"data_batch_1": pickle.dumps(batch(0, labels=[10] * 4), 3)}, "from 0 to 9"),
        ({"data_batch_1": pickle.dumps(batch(0, data=np.ones(3)), 3)}, "float64"),
    ],
)
def test_a_damaged_folder_is_told(tmp_path: Path, change, words: str):
    files = {k: v for k, v in (tiny_files() | change).items() if v is not None}
    write_folder(tmp_path / "mine", files)
    assert_fails(words, path=tmp_path / "mine")


def test_a_download_with_a_damaged_batch_is_not_kept(tmp_path, home: Path, serve):
    files = tiny_files() | {"data_batch_5": b"\x80\x03"}
    damaged = write_archive(tmp_path / "damaged.tar.gz", files)
    assert_fails("damaged", url=serve(damaged), checksum=md5(damaged))
    assert os.listdir(home) == []


# Read without trust


class Evil:
    """What a hostile pickle does when an ordinary unpickler reads it."""

    def __init__(self, function, *arguments) -> None:
        self.call = function, arguments

    def __reduce__(self):
        return self.call


@pytest.mark.parametrize(
    "evil",
    [
        lambda mark: Evil(os.mkdir, str(mark)),
        lambda mark: Evil(eval, f"__import__('os').mkdir({str(mark)!r})"),
        lambda mark: Evil(getattr, Evil(np.load), "x"),
        lambda mark: Evil(functools.partial, os.mkdir, str(mark)),
    ],
    ids=["mkdir", "eval", "getattr", "partial"],
)
def test_a_hostile_pickle_is_refused_and_runs_nothing(tmp_path: Path, evil):
    mark = tmp_path / "was-here"
    hostile = pickle.dumps(batch(0, labels=evil(mark)), 3)
    write_folder(tmp_path / "mine", tiny_files() | {"data_batch_1": hostile})
    assert_fails("it asks for", path=tmp_path / "mine")
    assert not mark.exists()


def test_an_archive_cannot_write_outside_its_folder(tmp_path: Path, home: Path, serve):
    files = tiny_files() | {"../../escaped": b"x", "../data_batch_1": b"y"}
    hostile = write_archive(tmp_path / "hostile.tar.gz", files)
    assert_is_tiny(load(url=serve(hostile), checksum=md5(hostile)))
    assert sorted(os.listdir(home / cifar10.FOLDER)) == sorted(cifar10.FILES)
    assert not list(tmp_path.rglob("escaped"))


def test_an_archive_cannot_link_to_other_files(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_bytes(tiny_files()["data_batch_1"])
    path = tmp_path / "linked.tar.gz"
    files = tiny_files()
    del files["data_batch_1"]
    write_archive(path, files)
    with tarfile.open(tmp_path / "plain.tar", "w") as tar:
        link = tarfile.TarInfo(f"{cifar10.FOLDER}/data_batch_1")
        link.type, link.linkname = tarfile.SYMTYPE, str(secret)
        tar.addfile(link)
        for name, content in files.items():
            member = tarfile.TarInfo(f"{cifar10.FOLDER}/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    assert_fails("has no file data_batch_1", path=tmp_path / "plain.tar")


# The real one


@pytest.mark.slow
def test_the_real_archive_is_fetched_over_http(real_cifar10: Path, serve, home: Path):
    archive = real_cifar10 / "cifar-10-python.tar.gz"
    source = {"url": serve(archive), "checksum": md5(archive)}
    data = get_data("cifar10", num_train=100, **source)
    assert data["X_train"].shape == (100, 3, 32, 32)
    assert os.listdir(home) == [cifar10.FOLDER]


@pytest.mark.slow
def test_the_real_set_is_split_as_cs231n_splits_it_in_less_than_a_gigabyte(
    real_cifar10: Path,
):
    tracemalloc.start()
    data = get_data("cifar10", path=real_cifar10, num_test=10_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    sizes = [len(data[f"X_{part}"]) for part in ("train", "val", "test")]
    assert sizes == [49_000, 1000, 10_000]
    assert peak < 1e9
    assert np.bincount(data["y_test"]).tolist() == [1000] * 10
    assert abs(data["X_train"].mean(axis=0)).max() < 0.01
