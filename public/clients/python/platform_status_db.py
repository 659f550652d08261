"""Benchwatch as the status database of a laboratory orchestrator.

One file, nothing but Python's standard library, Python 3.9 or newer. It offers the interface of
LARA's platform status database, so that an orchestrator changes its import and nothing else:

    from platform_status_db import StatusDBImplementation

    db = StatusDBImplementation("https://bench.example.org", api_key="bw_…")

Without arguments it reads the environment: BENCHWATCH_URL and BENCHWATCH_API_KEY, a key with the
role ``orchestrator``. The key names the laboratory.

What it takes is duck-typed: any object with the attributes of ``ContainerInfo``, ``ProcessStep`` or
``MoveStep`` below will do. Containers it hands out are ``laborchestrator.structures.ContainerInfo``
where that package is installed, else the class below. It may be used from several threads.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import decimal
import email.utils
import enum
import functools
import http.client
import inspect
import json
import logging
import math
import os
import random
import ssl
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple, Type, Union

__version__ = "1.0.0"

__all__ = [
    "Conflict",
    "ConnectionFailed",
    "ContainerInfo",
    "DeviceInfo",
    "Forbidden",
    "Invalid",
    "MoveStep",
    "NotFound",
    "ProcessStep",
    "ServerError",
    "StatusDBError",
    "StatusDBImplementation",
    "TooManyRequests",
    "Unauthorized",
]

logger = logging.getLogger("platform_status_db")

DEFAULT_URL = "http://localhost:3000"
STEPS_AT_ONCE = 1000

# What the interface takes of the data of a step.
_DEEPEST_DATA = 12

_REPEATED = (429, 502, 503, 504)
_AT_WORK = "idempotency_in_progress"
_LONGEST_WAIT_SECONDS = 60.0


# ── Errors ──────────────────────────────────────────────────────────────────────────────────────


class StatusDBError(Exception):
    """A request that was refused, or could not be made.

    Attributes:
        status: the HTTP status, None where no answer came.
        code: what it is, for programs: ``conflict``, ``invalid``, ``not_found``, …
        detail: what it is, in a sentence.
        errors: the fields that are wrong, each ``{"field": …, "message": …}``.
        request_id: quote it when asking whoever runs the server.
        problem: the whole answer (RFC 9457).
    """

    def __init__(
        self,
        detail: str,
        *,
        status: Optional[int] = None,
        code: str = "error",
        problem: Optional[Mapping[str, Any]] = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.status = status
        self.code = code
        self.problem: Dict[str, Any] = dict(problem or {})
        self.errors: List[Dict[str, str]] = list(self.problem.get("errors") or [])
        self.request_id: Optional[str] = self.problem.get("request_id")

    def __str__(self) -> str:
        return self.detail if self.status is None else f"{self.detail} ({self.status} {self.code})"


class ConnectionFailed(StatusDBError):
    """No answer came, however often it was tried: whether it was done is not known."""


class Unauthorized(StatusDBError):
    """The key is missing, wrong, revoked or has expired."""


class Forbidden(StatusDBError):
    """The key's role does not allow it: writing needs ``orchestrator``."""


class NotFound(StatusDBError):
    """No such device, position, container, process or experiment in this laboratory."""


class Invalid(StatusDBError):
    """Something that was sent is wrong; ``errors`` names the fields."""


class TooManyRequests(StatusDBError):
    """Too much at once, even after waiting."""


class ServerError(StatusDBError):
    """The server failed, or is not Benchwatch."""


class Conflict(StatusDBError):
    """Taken, not there, or known already. Nothing was changed.

    Of a refused move ``occupant`` is who stands in the way and ``container`` what was to move, as
    they now stand; ``conflict`` is the id under which the deck shows it to people.
    """

    @property
    def occupant(self) -> Optional[Any]:
        return _container_info(self.problem.get("occupant"))

    @property
    def container(self) -> Optional[Any]:
        return _container_info(self.problem.get("container"))

    @property
    def conflict(self) -> Optional[str]:
        return self.problem.get("conflict")


_ERRORS: Dict[int, Type[StatusDBError]] = {
    400: Invalid,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: Invalid,
    415: Invalid,
    422: Invalid,
    429: TooManyRequests,
}


# ── What is handed over ─────────────────────────────────────────────────────────────────────────


@dataclass
class DeviceInfo:
    """A device, by the name it has in the laboratory's configuration."""

    name: str


@dataclass
class ContainerInfo:
    """A plate, a tube, a rack. Positions are counted from 0."""

    name: str
    current_device: Optional[str] = None
    current_pos: Optional[int] = None
    start_device: Optional[str] = None
    barcode: Optional[str] = None
    lidded: bool = False
    #: [device, position] of a lid that lies elsewhere.
    lid_site: Optional[List[Any]] = None
    filled: bool = False
    start_pos: Optional[int] = None
    labware_uuid: Optional[str] = None
    #: Its id in Benchwatch: found by it wherever it has gone meanwhile.
    benchwatch_id: Optional[str] = None


@dataclass
class ProcessStep:
    """What a device does. ``data["fct"]`` and the other data are what estimates go by."""

    name: str
    main_device: Optional[DeviceInfo] = None
    data: Dict[str, Any] = field(default_factory=dict)
    start: Optional[dt.datetime] = None
    finish: Optional[dt.datetime] = None
    status: Any = None


@dataclass
class MoveStep(ProcessStep):
    """What an arm does; ``main_device`` is the arm."""

    origin_device: Optional[DeviceInfo] = None
    target_device: Optional[DeviceInfo] = None
    origin_pos: Optional[int] = None
    destination_pos: Optional[int] = None


@functools.lru_cache(maxsize=None)
def _container_class() -> type:
    """The orchestrator's own class, where it can be imported."""
    try:
        from laborchestrator.structures import ContainerInfo as theirs  # type: ignore
    except Exception:  # whatever fails within a foreign package, ours will do
        return ContainerInfo
    return theirs


_NEUTRAL = {"str": "", "bool": False, "int": 0, "float": 0.0}


def _build(cls: type, values: Mapping[str, Any]) -> Any:
    """An instance of a class that may want more, less or other arguments than we know."""
    given: Dict[str, Any] = {}
    for parameter in inspect.signature(cls).parameters.values():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        if parameter.name in values:
            given[parameter.name] = values[parameter.name]
        elif parameter.default is parameter.empty:
            kind = parameter.annotation
            given[parameter.name] = _NEUTRAL.get(getattr(kind, "__name__", str(kind)))
    made = cls(**given)
    for name, value in values.items():
        if name not in given and (name == "benchwatch_id" or hasattr(made, name)):
            _remember(made, name, value)
    return made


def _remember(thing: Any, name: str, value: Any) -> None:
    try:
        setattr(thing, name, value)
    except Exception:  # frozen, or with slots: then it is found by barcode or place
        pass


def _container_info(row: Optional[Mapping[str, Any]]) -> Optional[Any]:
    """A container as the interface answers it, for the orchestrator."""
    if row is None:
        return None
    lid = row.get("lid_site")
    values = {
        "name": row["name"],
        "current_device": row["device"],
        "current_pos": row["position"],
        "start_device": row["start_device"],
        "start_pos": row["start_position"],
        "barcode": row["barcode"],
        "lidded": row["lidded"],
        "lid_site": None if lid is None else [lid["device"], lid["position"]],
        "filled": row["filled"],
        "labware_uuid": row.get("labware_uuid"),
        "benchwatch_id": row["id"],
    }
    try:
        return _build(_container_class(), values)
    except Exception as error:
        logger.warning("laborchestrator's ContainerInfo could not be made: %s", error)
        return ContainerInfo(**values)


# ── From the orchestrator's values to the interface's ───────────────────────────────────────────


def _first(thing: Any, *names: str) -> Any:
    """The first of these attributes that is there and not None."""
    for name in names:
        value = getattr(thing, name, None)
        if value is not None:
            return value
    return None


def _device_name(device: Any) -> Optional[str]:
    """A device is named, or an object with a name."""
    name = device if device is None or isinstance(device, str) else getattr(device, "name", device)
    return None if name is None or str(name) == "" else str(name)


def _whole(position: Any) -> int:
    """A position as a whole number: 1.0 and "1" are one, 1.5 is cut to none."""
    try:
        number = int(position)
        if isinstance(position, str) or number == position:
            return number
    except (TypeError, ValueError, OverflowError):
        pass
    raise Invalid(f"A position is a whole number from 0, not {position!r}.", code="invalid")


def _slot(position: Any) -> Optional[int]:
    """A position; orchestrators say None or -1 for one that is not decided yet."""
    if position is None:
        return None
    number = _whole(position)
    return None if number < 0 else number


def _text(value: Any) -> Optional[str]:
    """A barcode or another text that may be missing."""
    return None if value is None or str(value).strip() == "" else str(value)


def _lid_site(site: Any) -> Optional[Dict[str, Any]]:
    if not site:
        return None
    if isinstance(site, Mapping):
        device, position = site.get("device"), site.get("position")
    else:
        device, position = site
    name, slot = _device_name(device), _slot(position)
    return None if name is None or slot is None else {"device": name, "position": slot}


def _labware(value: Any) -> Optional[str]:
    """The UUID of a kind of labware; the one of zeros means none."""
    try:
        known = uuid.UUID(str(value))
    except ValueError:
        return None
    return str(known) if known.int else None


def _moment(value: Any) -> Optional[str]:
    """A time with its offset. One without an offset is this machine's local time."""
    if value is None:
        return None
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
    elif isinstance(value, (int, float)):
        value = dt.datetime.fromtimestamp(value, dt.timezone.utc)
    if value.tzinfo is None:
        value = value.astimezone()
    return value.isoformat(timespec="milliseconds")


def _status(step: Any) -> str:
    """The status in small letters. A step that has an end is not running any more."""
    status = getattr(step, "status", None)
    if isinstance(status, enum.Enum):
        status = status.value if isinstance(status.value, str) else status.name
    words = "" if status is None else str(status).strip().lower()
    if getattr(step, "finish", None) is None:
        return words or "running"
    return "finished" if words in ("", "waiting", "scheduled", "running", "started") else words


def _plain(value: Any, depth: int = 1) -> Any:
    """Any value as JSON, equal values alike: estimates compare the data of steps."""
    if isinstance(value, enum.Enum):
        value = value.value if isinstance(value.value, (str, int, float)) else value.name
    if value is None or isinstance(value, (bool, str)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int):
        # JSON's numbers are exact up to here.
        return int(value) if abs(value) <= 2**53 else str(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else str(value)
    if isinstance(value, decimal.Decimal):
        return _plain(float(value), depth)
    if isinstance(value, dt.datetime):
        return _moment(value)
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if isinstance(value, (bytes, bytearray)):
        try:
            return bytes(value).decode("utf-8")
        except UnicodeDecodeError:
            return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, (uuid.UUID, os.PathLike)):
        return str(value)
    if isinstance(value, type):
        return value.__name__
    if depth < _DEEPEST_DATA:
        if dataclasses.is_dataclass(value):
            named = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
            return _plain(named, depth)
        if isinstance(value, Mapping):
            return {str(_plain(key, depth + 1)): _plain(one, depth + 1) for key, one in value.items()}
        if isinstance(value, (set, frozenset)):
            return sorted((_plain(one, depth + 1) for one in value), key=json.dumps)
        if callable(getattr(value, "tolist", None)):  # numpy's numbers and arrays
            return _plain(value.tolist(), depth + (0 if getattr(value, "ndim", 0) == 0 else 1))
        if isinstance(value, (list, tuple, range)) or hasattr(value, "__next__"):
            return [_plain(one, depth + 1) for one in value]
    # A text that holds an address in memory would never be equal again.
    return type(value).__name__ if type(value).__repr__ is object.__repr__ else str(value)


def _data(step: Any) -> Dict[str, Any]:
    data = getattr(step, "data", None) or {}
    plain = _plain(data)
    if not isinstance(plain, dict):
        plain = {"data": plain}
    if plain.get("fct") is None:
        fct = _text(getattr(step, "fct", None))
        plain.pop("fct", None)
        if fct is not None:
            plain["fct"] = fct
    elif not isinstance(plain["fct"], str):
        plain["fct"] = json.dumps(plain["fct"])
    return plain


def _is_move(step: Any) -> bool:
    return any(cls.__name__ == "MoveStep" for cls in type(step).__mro__) or (
        _first(step, "destination_pos", "target_pos") is not None
        and getattr(step, "target_device", None) is not None
    )


def _kind_and_ends(step: Any) -> Dict[str, Any]:
    if not _is_move(step):
        return {"kind": "PROCESS"}
    return {
        "kind": "MOVE",
        "origin_device": _device_name(getattr(step, "origin_device", None)),
        "origin_pos": _slot(getattr(step, "origin_pos", None)),
        "target_device": _device_name(getattr(step, "target_device", None)),
        "target_pos": _slot(_first(step, "destination_pos", "target_pos")),
    }


def _name(step: Any) -> str:
    data = getattr(step, "data", None)
    fct = data.get("fct") if isinstance(data, Mapping) else None
    return _text(getattr(step, "name", None)) or _text(fct) or type(step).__name__


def _quoted(part: Any) -> str:
    return urllib.parse.quote(str(part), safe="")


# ── The connection ──────────────────────────────────────────────────────────────────────────────


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would turn a POST into a GET and carry the key elsewhere."""

    def redirect_request(self, *_: Any) -> None:  # type: ignore[override]
        return None


class _Interface:
    """Requests to /api/v1, repeated while that can do no harm."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        timeout: float,
        retries: int,
        ssl_context: Optional[ssl.SSLContext],
    ) -> None:
        if urllib.parse.urlsplit(base_url).scheme not in ("http", "https"):
            raise StatusDBError(
                f"base_url must be like https://bench.example.org, not {base_url!r}.",
                code="base_url",
            )
        root = base_url.rstrip("/")
        self.base_url = root[: -len("/api/v1")] if root.endswith("/api/v1") else root
        self.timeout = timeout
        self.retries = retries
        self._headers = {
            "Authorization": f"Bearer {api_key}",
            "Accept": "application/json",
            "User-Agent": f"platform_status_db.py/{__version__}",
        }
        handlers: List[urllib.request.BaseHandler] = [_NoRedirect()]
        if ssl_context is not None:
            handlers.append(urllib.request.HTTPSHandler(context=ssl_context))
        self._opener = urllib.request.build_opener(*handlers)

    def send(
        self,
        method: str,
        path: str,
        json_body: Any = None,
        *,
        query: Optional[Mapping[str, Any]] = None,
        raw: Optional[bytes] = None,
        content_type: str = "application/json",
    ) -> Any:
        """The answer, parsed. Every POST has a key of its own, so that a second one does nothing."""
        url = f"{self.base_url}/api/v1{path}"
        headers = dict(self._headers)
        body = raw
        try:
            if query:
                url += "?" + urllib.parse.urlencode(query)
            if body is None and method in ("POST", "PUT", "PATCH"):
                body = json.dumps({} if json_body is None else json_body, allow_nan=False).encode()
        except ValueError as wrong:  # half a character, or no number
            raise Invalid(f"This cannot be sent: {wrong}.", code="invalid") from None
        if body is not None:
            headers["Content-Type"] = content_type
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        for attempt in range(self.retries + 1):
            try:
                return self._once(urllib.request.Request(url, body, headers, method=method))
            except _Again as again:
                if attempt == self.retries:
                    raise again.error from again.__cause__
                wait = again.wait_seconds(attempt)
                logger.info("%s %s: %s; again in %.1f s", method, path, again.error, wait)
                time.sleep(wait)
            except NotFound:
                # The first DELETE did it; only its answer was lost.
                if method == "DELETE" and attempt > 0:
                    return None
                raise
        raise AssertionError("unreachable")

    def _once(self, request: urllib.request.Request) -> Any:
        try:
            with self._opener.open(request, timeout=self.timeout) as response:
                return self._parsed(response.read(), response.status)
        except urllib.error.HTTPError as refused:
            with refused:
                try:
                    raw = refused.read()
                except (OSError, http.client.HTTPException):
                    raw = b""
            error = self._refusal(refused.code, raw, refused.headers)
            if refused.code in _REPEATED or error.code == _AT_WORK:
                raise _Again(error, refused.headers.get("Retry-After")) from None
            raise error from None
        except (OSError, http.client.HTTPException) as failed:
            reason = getattr(failed, "reason", failed)
            error = ConnectionFailed(f"No answer from {self.base_url}: {reason}", code="connection")
            if isinstance(reason, ssl.SSLCertVerificationError):
                raise error from failed
            raise _Again(error) from failed

    def _parsed(self, raw: bytes, status: int) -> Any:
        if not raw:
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise ServerError(
                f"{self.base_url} does not answer as Benchwatch does; is base_url right?",
                status=status,
                code="not_benchwatch",
            ) from None

    def _refusal(self, status: int, raw: bytes, headers: Any) -> StatusDBError:
        try:
            problem = json.loads(raw)
        except ValueError:
            problem = None
        if not isinstance(problem, dict):
            problem = {}
            if 300 <= status < 400:
                problem["detail"] = f"Use the address {headers.get('Location')} as base_url."
        detail = problem.get("detail") or f"{self.base_url} answered {status}."
        code = str(problem.get("code") or f"http_{status}")
        # The first of the requests may be done yet: that is no refusal.
        kind = ConnectionFailed if code == _AT_WORK else _ERRORS.get(status, ServerError)
        return kind(str(detail), status=status, code=code, problem=problem)

    def pages(self, path: str, query: Mapping[str, Any]) -> Iterator[Dict[str, Any]]:
        cursor = None
        while True:
            page = self.send(
                "GET", path, query={**query, "limit": 500, **({"cursor": cursor} if cursor else {})}
            )
            yield from page["data"]
            cursor = page["next_cursor"]
            if cursor is None:
                return


class _Again(Exception):
    """A refusal after which the same request may be sent once more."""

    def __init__(self, error: StatusDBError, retry_after: Optional[str] = None) -> None:
        super().__init__(str(error))
        self.error = error
        self._retry_after = retry_after

    def wait_seconds(self, attempt: int) -> float:
        asked = 0.0
        if self._retry_after:
            try:
                asked = float(self._retry_after)
            except ValueError:
                try:
                    when = email.utils.parsedate_to_datetime(self._retry_after)
                    asked = when.timestamp() - time.time()
                except (TypeError, ValueError):
                    asked = 0.0
        own = min(8.0, 0.5 * 2**attempt) * random.uniform(0.5, 1.0)
        return min(max(asked, own), _LONGEST_WAIT_SECONDS)


# ── The status database ─────────────────────────────────────────────────────────────────────────

Config = Union[str, "os.PathLike[str]"]


class StatusDBImplementation:
    """The status database of one laboratory, over HTTP.

    Args:
        base_url: where Benchwatch is; else BENCHWATCH_URL, else http://localhost:3000.
        api_key: a key of the role ``orchestrator``; else BENCHWATCH_API_KEY.
        timeout: seconds to wait for an answer.
        retries: how often a request is repeated after a lost connection, 429, 502, 503 or 504,
            waiting longer each time (about 18 seconds in all). Nothing happens twice by it.
        simulated: True marks every step as simulated: estimates do not learn from them.
        ssl_context: for a certificate authority of your own.
        db_path: taken and ignored, so that old calls still work.

    Every method raises a ``StatusDBError``: ``Conflict`` where something is taken or not there,
    ``NotFound``, ``Invalid`` with the fields at fault, ``Forbidden``, ``ConnectionFailed``.
    """

    def __init__(
        self,
        base_url: Optional[str] = None,
        api_key: Optional[str] = None,
        *,
        timeout: float = 30.0,
        retries: int = 6,
        simulated: bool = False,
        ssl_context: Optional[ssl.SSLContext] = None,
        db_path: Optional[str] = None,
    ) -> None:
        if db_path is not None:
            logger.warning("db_path is ignored: Benchwatch keeps the data.")
        key = api_key or os.environ.get("BENCHWATCH_API_KEY")
        if not key:
            raise Unauthorized(
                "A key is needed: give api_key, or set BENCHWATCH_API_KEY.", code="unauthenticated"
            )
        url = base_url or os.environ.get("BENCHWATCH_URL") or DEFAULT_URL
        self.simulated = simulated
        self._http = _Interface(url, key.strip(), timeout, retries, ssl_context)

    # The laboratory

    def create_lab_from_config(self, lab_config_file_path: Config) -> None:
        """Makes the devices and positions of a YAML file; running it again changes nothing.

        ``sila_servers: {group: {Device: {capacity, type?}}}``; other keys are ignored, and a type
        that is missing is the group.
        """
        raw = Path(lab_config_file_path).read_bytes()
        self._http.send("PUT", "/lab-config", raw=raw, content_type="application/yaml")

    def wipe_lab(self) -> None:
        """Retires all devices and marks all containers as removed. History stays."""
        self._http.send("DELETE", "/lab-config")

    def wipe_lara(self) -> None:
        """The old name of ``wipe_lab``."""
        self.wipe_lab()

    # Positions

    def get_all_positions(self, device: str) -> List[int]:
        """The positions of a device, counted from 0."""
        rows = self._http.send("GET", f"/devices/{_quoted(_device_name(device))}/positions")
        return [row["position"] for row in (rows["data"] if isinstance(rows, dict) else rows)]

    def position_empty(self, device: str, pos: int) -> bool:
        """Whether neither a container nor a lid is there."""
        return bool(self._position(device, pos)["empty"])

    def get_container_at_position(self, device: str, pos: int) -> Optional[Any]:
        """The container that stands there, or None."""
        return _container_info(self._position(device, pos)["container"])

    # Containers

    def add_container(self, cont: Any) -> None:
        """Puts a container on the platform, where it says it is; a barcode may come later."""
        body = {
            "name": _text(getattr(cont, "name", None)) or _text(cont.barcode) or "container",
            "barcode": _text(getattr(cont, "barcode", None)),
            "device": _device_name(cont.current_device),
            "position": _slot(cont.current_pos),
            "lidded": bool(getattr(cont, "lidded", False)),
            "filled": bool(getattr(cont, "filled", False)),
            "labware_uuid": _labware(getattr(cont, "labware_uuid", None)),
        }
        site = _lid_site(getattr(cont, "lid_site", None))
        if not body["lidded"] and site is not None:
            body["lid_site"] = site
        added = self._http.send("POST", "/containers", body)
        _remember(cont, "benchwatch_id", added["id"])

    def remove_container(self, cont: Any) -> None:
        """Takes a container off the platform. Its history stays; its barcode is free again."""
        self._http.send("DELETE", f"/containers/{self._id_of(cont)}")

    def set_barcode(self, cont: Any) -> None:
        """Gives the container its (new) barcode. It is found by its place, not by the barcode."""
        known = self._id_of(cont, by_barcode=False)
        self._http.send("PATCH", f"/containers/{known}", {"barcode": _text(cont.barcode)})

    def get_cont_info_by_barcode(self, barcode: Optional[str]) -> Optional[Any]:
        """The container with this barcode, or None where no container on the platform has it."""
        return _container_info(self._by_barcode(barcode))

    def moved_container(
        self,
        source_device: str,
        source_pos: int,
        target_device: str,
        target_pos: int,
        barcode: Optional[str] = None,
    ) -> None:
        """Tells that a container was moved.

        Raises:
            Conflict: nothing stands at the source, another container than ``barcode`` does, or the
                target is taken. Nothing changes, and the deck shows it to people.
        """
        body: Dict[str, Any] = {
            "source_device": _device_name(source_device),
            "source_pos": _slot(source_pos),
            "target_device": _device_name(target_device),
            "target_pos": _slot(target_pos),
        }
        if _text(barcode) is not None:
            body["barcode"] = _text(barcode)
        self._http.send("POST", "/moves", body)

    # Lids

    def unlidded_container(self, cont_info: Any, lid_device: str, lid_pos: int) -> None:
        """Tells that the lid was taken off and lies there."""
        body = {"device": _device_name(lid_device), "position": _slot(lid_pos)}
        self._http.send("POST", f"/containers/{self._id_of(cont_info)}/unlid", body)

    def lidded_container(
        self, cont_info: Any, lid_device: Optional[str] = None, lid_pos: Optional[int] = None
    ) -> None:
        """Tells that the lid is on again. A place that is given must be where the lid lay."""
        body: Dict[str, Any] = {}
        if lid_device is not None and _slot(lid_pos) is not None:
            body = {"device": _device_name(lid_device), "position": _slot(lid_pos)}
        self._http.send("POST", f"/containers/{self._id_of(cont_info)}/lid", body)

    def update_lid_position(self, cont: Any) -> None:
        """Takes over ``lidded`` and ``lid_site`` of the container, as where a lid was carried on."""
        lidded = bool(cont.lidded)
        site = None if lidded else _lid_site(getattr(cont, "lid_site", None))
        body = {"lidded": lidded, "lid_site": site}
        self._http.send("PATCH", f"/containers/{self._id_of(cont)}", body)

    # Processes and experiments

    def add_process_to_db(self, name: str, src: str) -> str:
        """Registers a process. The same name and source have the same uuid; a changed source is a
        new version."""
        return str(self._http.send("POST", "/processes", {"name": name, "source": src})["uuid"])

    def get_available_processes(self) -> List[Tuple[str, str]]:
        """Name and uuid of each process, in its latest version."""
        return [(row["name"], row["uuid"]) for row in self._http.pages("/processes", {})]

    def get_process(self, process_id: str) -> str:
        """The source of a process."""
        return str(self._http.send("GET", f"/processes/{_quoted(process_id)}")["source"])

    def create_experiment(
        self, process_id: str, plan: Optional[Sequence[Mapping[str, Any]]] = None
    ) -> str:
        """Begins a run of a process. ``plan``, if there is one, is what its forecast goes by."""
        body: Dict[str, Any] = {"process_uuid": str(process_id)}
        if plan is not None:
            body["plan"] = _plain(list(plan))
        return str(self._http.send("POST", "/experiments", body)["uuid"])

    def finish_experiment(self, experiment_uuid: str) -> None:
        """Ends an experiment: forecasts of later ones go by those that have an end."""
        self._http.send("POST", f"/experiments/{_quoted(experiment_uuid)}/finish")

    def safe_step_to_db(
        self,
        step: Any,
        container_info: Optional[Any] = None,
        experiment_uuid: Optional[str] = None,
    ) -> None:
        """Logs a step. A move is logged only: ``moved_container`` was told before.

        A status may be an enum. A step without ``finish`` is kept as running.
        """
        ends = _kind_and_ends(step)
        body: Dict[str, Any] = {
            **ends,
            "name": _name(step),
            "device": _device_name(getattr(step, "main_device", None)),
            "start": _moment(getattr(step, "start", None)),
            "finish": _moment(getattr(step, "finish", None)),
            "status": _status(step),
            "data": _data(step),
            "container": None if container_info is None else self._of_step(container_info, ends),
            "experiment_uuid": None if experiment_uuid is None else str(experiment_uuid),
            "simulated": self.simulated or bool(_first(step, "is_simulation", "simulated")),
        }
        if ends["kind"] == "MOVE":
            for name in ("lidded_before", "lidded_after", "barcode_read"):
                value = getattr(step, name, None)
                if value is not None:
                    body[name] = bool(value)
        self._http.send("POST", "/steps", body)

    # Estimates

    def get_estimated_duration(self, step: Any, confidence: float = 0.95) -> Optional[float]:
        """How long a step is going to take, in seconds; None where nothing is known of its like."""
        return self.get_estimated_durations([step], confidence)[0]

    def get_estimated_durations(
        self, steps: Sequence[Any], confidence: float = 0.95
    ) -> List[Optional[float]]:
        """The same for many steps, in their order; a thousand a request."""
        wanted = [self._to_estimate(step) for step in steps]
        found: List[Optional[float]] = []
        for begin in range(0, len(wanted), STEPS_AT_ONCE):
            body = {"steps": wanted[begin : begin + STEPS_AT_ONCE], "confidence": float(confidence)}
            answer = self._http.send("POST", "/durations/estimate", body)
            found.extend(one["seconds"] for one in answer["estimates"])
        return found

    # Certificates of devices

    def write_server_certificate(self, device_name: str, cert: Union[str, bytes]) -> None:
        """Keeps the certificate (PEM) of a device's server."""
        pem = cert.decode("ascii") if isinstance(cert, bytes) else cert
        path = f"/devices/{_quoted(_device_name(device_name))}/certificate"
        self._http.send("PUT", path, {"certificate": pem})

    def get_server_certificate(self, device_name: str) -> Optional[str]:
        """The certificate of a device's server, or None where none was written."""
        path = f"/devices/{_quoted(_device_name(device_name))}/certificate"
        answer = self._http.send("GET", path)
        return answer["certificate"] if answer else None

    # How containers are found

    def _position(self, device: Any, pos: Any) -> Dict[str, Any]:
        return self._http.send(
            "GET", f"/devices/{_quoted(_device_name(device))}/positions/{_whole(pos)}"
        )

    def _by_barcode(self, barcode: Any, removed: bool = False) -> Optional[Dict[str, Any]]:
        wanted = _text(barcode)
        if wanted is None:
            return None
        query: Dict[str, Any] = {"barcode": wanted, "limit": 1}
        if removed:
            query["removed"] = "true"
        try:
            rows = self._http.send("GET", "/containers", query=query)["data"]
        except Invalid:
            return None  # a text that no barcode can be
        return rows[0] if rows else None

    def _by_id(self, cont: Any) -> Optional[Dict[str, Any]]:
        known = _text(getattr(cont, "benchwatch_id", None))
        if known is None:
            return None
        try:
            return self._http.send("GET", f"/containers/{_quoted(known)}")
        except NotFound:
            return None

    def _at(self, device: Any, pos: Any) -> Optional[Dict[str, Any]]:
        name, slot = _device_name(device), _slot(pos)
        if name is None or slot is None:
            return None
        return self._position(name, slot)["container"]

    def _id_of(self, cont: Any, by_barcode: bool = True) -> str:
        """Which container is meant: by the id we gave it, its barcode, or the place it says."""
        row = self._by_id(cont)
        if row is not None and not row["removed"]:
            return str(row["id"])
        barcode = _text(getattr(cont, "barcode", None))
        if by_barcode:
            row = self._by_barcode(barcode)
            if row is not None:
                return str(row["id"])
        device, pos = getattr(cont, "current_device", None), getattr(cont, "current_pos", None)
        row = self._at(device, pos)
        where = f"{_device_name(device)}[{pos}]"
        if row is None:
            named = f"{barcode} " if by_barcode and barcode else ""
            raise NotFound(f"No container {named}at {where}.", status=404, code="not_found")
        if by_barcode and barcode and row["barcode"] is not None:
            raise NotFound(
                f"No container {barcode} on the platform; at {where} stands {row['barcode']}.",
                status=404,
                code="not_found",
            )
        return str(row["id"])

    def _of_step(self, cont: Any, ends: Mapping[str, Any]) -> str:
        """The container of a step: it may have been moved, or removed, since ``cont`` was read."""
        row = self._by_id(cont)
        if row is None:
            barcode = getattr(cont, "barcode", None)
            row = self._by_barcode(barcode) or self._by_barcode(barcode, removed=True)
        if row is None and ends["kind"] == "MOVE":
            row = self._at(ends["target_device"], ends["target_pos"])
        return str(row["id"]) if row is not None else self._id_of(cont)

    def _to_estimate(self, step: Any) -> Dict[str, Any]:
        ends = _kind_and_ends(step)
        if ends.get("origin_device") is None or ends.get("target_device") is None:
            # Where a move goes is not decided yet: nothing is known of its like.
            ends = {"kind": "PROCESS"}
        wanted: Dict[str, Any] = {
            **ends,
            "name": _name(step),
            "device": _device_name(getattr(step, "main_device", None)),
            "data": _data(step),
        }
        return {name: value for name, value in wanted.items() if value is not None}


# The package of the same name had the class two levels down: its import finds this file too.
larastatus = status_db_implementation = sys.modules.get(__name__)
if larastatus is not None:
    sys.modules.setdefault(f"{__name__}.larastatus", larastatus)
    sys.modules.setdefault(f"{__name__}.larastatus.status_db_implementation", larastatus)
