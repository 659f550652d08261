"""What the client sends, how often, and what it makes of answers, against a server that follows a
script. Run by repeating.test.ts."""

import datetime as dt
import decimal
import enum
import http.server
import json
import os
import threading
import time
import types
import unittest
import uuid
from dataclasses import dataclass

import platform_status_db as client
from platform_status_db import ContainerInfo, DeviceInfo, MoveStep, ProcessStep

CONTAINER = {
    "id": "018f0000-0000-7000-8000-000000000001",
    "barcode": "P-1",
    "name": "Plate",
    "device": "Incubator",
    "position": 3,
    "start_device": "Hotel",
    "start_position": 1,
    "lidded": False,
    "lid_site": {"device": "LidStation", "position": 2},
    "filled": True,
    "removed": False,
    "labware_uuid": None,
}


class Script(http.server.BaseHTTPRequestHandler):
    """Answers the next of the server's answers, and notes what was asked."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path, dict(self.headers), body))
        status, headers, content = self.server.answers.pop(0)
        if status is None:  # the connection is lost after the request was read
            self.close_connection = True
            return
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def log_message(self, *_):
        pass


class Status(enum.Enum):
    WAITING = 1
    RUNNING = 2
    FINISHED = 3
    ERROR = 4


class Against(unittest.TestCase):
    """A client, a server with a script, and no waiting."""

    def setUp(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Script)
        self.server.daemon_threads = True
        self.server.asked, self.server.answers = [], []
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.waits = []
        sleep, time.sleep = time.sleep, self.waits.append
        self.addCleanup(setattr, time, "sleep", sleep)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.db = client.StatusDBImplementation(self.url + "/", "bw_key", retries=3)

    def script(self, *answers):
        for status, content, *headers in answers:
            self.server.answers.append((status, headers[0] if headers else {}, content))

    def asked(self, index=0):
        method, path, headers, body = self.server.asked[index]
        return method, path, json.loads(body) if body else None, headers

    def keys(self):
        return [headers.get("Idempotency-Key") for _, _, headers, _ in self.server.asked]


class Repeating(Against):
    def test_a_post_is_repeated_with_one_key(self):
        self.script((503, {}), (None, b""), (502, b"<html>"), (201, {"uuid": "u"}))
        self.assertEqual(self.db.add_process_to_db("P", "src"), "u")
        self.assertEqual(len(self.server.asked), 4)
        self.assertEqual(len(set(self.keys())), 1)
        uuid.UUID(self.keys()[0])
        self.assertEqual(len({body for *_, body in self.server.asked}), 1)
        self.assertEqual(len(self.waits), 3)

    def test_two_calls_have_two_keys(self):
        self.script((201, {"uuid": "a"}), (201, {"uuid": "b"}))
        self.db.create_experiment("p")
        self.db.create_experiment("p")
        self.assertEqual(len(set(self.keys())), 2)

    def test_it_waits_as_long_as_the_server_asks(self):
        self.script(
            (429, {"code": "too_many_requests"}, {"Retry-After": "7"}),
            (409, {"code": "idempotency_in_progress"}, {"Retry-After": "2"}),
            (201, {"uuid": "u"}),
        )
        self.db.add_process_to_db("P", "src")
        self.assertEqual(self.waits, [7.0, 2.0])

    def test_what_is_still_at_work_is_no_refusal(self):
        self.script(*[(409, {"detail": "At work.", "code": "idempotency_in_progress"})] * 4)
        with self.assertRaises(client.ConnectionFailed) as caught:
            self.db.moved_container("Hotel", 0, "Incubator", 3)
        self.assertEqual(caught.exception.status, 409)
        self.assertEqual(len(set(self.keys())), 1)

    def test_it_gives_up(self):
        self.script(*[(503, {"detail": "The database cannot be reached.", "code": "unavailable"})] * 4)
        with self.assertRaises(client.ServerError) as caught:
            self.db.wipe_lab()
        self.assertEqual((caught.exception.status, caught.exception.code), (503, "unavailable"))
        self.assertEqual(len(self.waits), 3)
        self.assertEqual(self.waits, sorted(self.waits))

    def test_nobody_answers(self):
        db = client.StatusDBImplementation("http://127.0.0.1:1", "bw_key", retries=2)
        with self.assertRaises(client.ConnectionFailed) as caught:
            db.get_process("p")
        self.assertIsNone(caught.exception.status)
        self.assertIn("http://127.0.0.1:1", str(caught.exception))
        self.assertEqual(len(self.waits), 2)

    def test_what_is_wrong_is_not_repeated(self):
        for status, kind in (
            (401, client.Unauthorized),
            (403, client.Forbidden),
            (404, client.NotFound),
            (422, client.Invalid),
            (500, client.ServerError),
        ):
            self.script((status, {"detail": "No.", "code": "c", "request_id": "r"}))
            with self.assertRaises(kind) as caught:
                self.db.get_all_positions("Hotel")
            self.assertEqual(caught.exception.request_id, "r")
            self.assertIsInstance(caught.exception, client.StatusDBError)
        self.assertEqual(self.waits, [])

    def test_what_cannot_be_sent_is_invalid(self):
        step = ProcessStep("shake", DeviceInfo("Shaker"))
        for call in (
            lambda: self.db.get_estimated_duration(step, float("nan")),
            lambda: self.db.position_empty("Hotel", None),
            lambda: self.db.moved_container("Hotel", 1.5, "Incubator", 0),
            lambda: self.db.moved_container("Hotel", 1, "Incubator", float("inf")),
        ):
            self.assertRaises(client.Invalid, call)
        self.assertIsNone(self.db.get_cont_info_by_barcode("\ud800"))
        self.assertEqual(self.server.asked, [])

    def test_a_removal_whose_answer_was_lost_is_done(self):
        plate = ContainerInfo("Plate", benchwatch_id=CONTAINER["id"])
        self.script((200, CONTAINER), (None, b""), (404, {"detail": "No such container."}))
        self.db.remove_container(plate)
        self.script((200, CONTAINER), (404, {"detail": "No such container."}))
        with self.assertRaises(client.NotFound):
            self.db.remove_container(plate)

    def test_a_redirect_is_not_followed_with_the_key(self):
        self.script((301, b"", {"Location": "https://bench.example.org/api/v1/lab-config"}))
        with self.assertRaisesRegex(client.ServerError, "https://bench.example.org"):
            self.db.wipe_lab()
        self.assertEqual(len(self.server.asked), 1)

    def test_another_server_is_no_benchwatch(self):
        self.script((200, b"<html>Sign in</html>"))
        with self.assertRaisesRegex(client.ServerError, "base_url"):
            self.db.get_process("p")

    def test_a_conflict_says_who_is_there(self):
        self.script(
            (
                409,
                {
                    "detail": "Incubator 3 is taken by P-1.",
                    "code": "conflict",
                    "occupant": CONTAINER,
                    "container": None,
                    "conflict": "c-1",
                },
            )
        )
        with self.assertRaises(client.Conflict) as caught:
            self.db.moved_container("Hotel", 0, "Incubator", 3, "P-2")
        refused = caught.exception
        self.assertEqual(refused.occupant.barcode, "P-1")
        self.assertEqual((refused.container, refused.conflict), (None, "c-1"))
        self.assertEqual(str(refused), "Incubator 3 is taken by P-1. (409 conflict)")


class Sending(Against):
    def test_the_key_and_the_address(self):
        self.script((200, {"source": "src"}))
        db = client.StatusDBImplementation(self.url + "/api/v1/", " bw_other\n")
        self.assertEqual(db.get_process("a/b"), "src")
        method, path, _, headers = self.asked()
        self.assertEqual((method, path), ("GET", "/api/v1/processes/a%2Fb"))
        self.assertEqual(headers["Authorization"], "Bearer bw_other")

    def test_the_environment(self):
        os.environ.update(BENCHWATCH_URL=self.url, BENCHWATCH_API_KEY="bw_env")
        self.addCleanup(os.environ.pop, "BENCHWATCH_URL")
        self.addCleanup(os.environ.pop, "BENCHWATCH_API_KEY")
        self.script((200, {"source": "src"}))
        with self.assertLogs("platform_status_db", "WARNING"):
            db = client.StatusDBImplementation(db_path="/var/lib/old")
        db.get_process("p")
        self.assertEqual(self.asked()[3]["Authorization"], "Bearer bw_env")

    def test_without_a_key_or_an_address(self):
        with self.assertRaisesRegex(client.Unauthorized, "BENCHWATCH_API_KEY"):
            client.StatusDBImplementation(self.url)
        with self.assertRaisesRegex(client.StatusDBError, "base_url must be like"):
            client.StatusDBImplementation("/var/lib/old", "bw_key")

    def test_lists_are_read_to_their_end(self):
        one, two = {"name": "A", "uuid": "1"}, {"name": "B", "uuid": "2"}
        self.script((200, {"data": [one], "next_cursor": "x y"}), (200, {"data": [two], "next_cursor": None}))
        self.assertEqual(self.db.get_available_processes(), [("A", "1"), ("B", "2")])
        self.assertIn("cursor=x+y", self.asked(1)[1])

    def test_estimates_go_by_the_thousand(self):
        for size in (1000, 1000, 500):
            begin = len(self.server.answers) * 1000
            rows = [{"seconds": None if n % 7 == 0 else n} for n in range(begin, begin + size)]
            self.script((200, {"estimates": rows}))
        steps = [ProcessStep(f"s{n}", DeviceInfo("Reader"), {"fct": "read"}) for n in range(2500)]
        found = self.db.get_estimated_durations(steps, confidence=0.5)
        self.assertEqual(found, [None if n % 7 == 0 else n for n in range(2500)])
        sent = [self.asked(index)[2] for index in range(3)]
        self.assertEqual([len(body["steps"]) for body in sent], [1000, 1000, 500])
        self.assertEqual(sent[2]["steps"][0]["name"], "s2000")
        self.assertEqual(sent[0]["confidence"], 0.5)

    def test_no_steps_need_no_request(self):
        self.assertEqual(self.db.get_estimated_durations([]), [])
        self.assertEqual(self.server.asked, [])

    def test_a_step_of_objects_of_all_kinds(self):
        class Number:  # as numpy's are
            ndim = 0

            def __init__(self, value):
                self.value = value

            def tolist(self):
                return self.value

        class Array(Number):
            ndim = 1

        @dataclass
        class Mix:
            reagent: str
            volume: decimal.Decimal

        class Client:
            pass

        cycle = []
        cycle.append(cycle)
        step = types.SimpleNamespace(
            name=None,
            main_device="Reader",
            start=dt.datetime(2026, 1, 5, 8, 0, 0, 123456),
            finish=dt.datetime(2026, 7, 5, 8, 0, tzinfo=dt.timezone.utc),
            status=Status.FINISHED,
            data={
                "fct": "read",
                "gain": Number(7),
                "well": Array([1, 2]),
                "mix": Mix("MTT", decimal.Decimal("1.5")),
                "id": uuid.UUID(int=1),
                "wells": {"B", "A"},
                "pause": dt.timedelta(minutes=2),
                "bad": float("nan"),
                "state": Status.ERROR,
                "client": Client(),
                "kind": Array,
                "cycle": cycle,
                3: (None, True, b"raw"),
            },
        )
        self.script((201, {"id": "s"}))
        self.db.safe_step_to_db(step, None, uuid.UUID(int=2))
        method, path, sent, _ = self.asked()
        self.assertEqual((method, path), ("POST", "/api/v1/steps"))
        self.assertEqual(sent["name"], "read")
        self.assertEqual(sent["kind"], "PROCESS")
        self.assertEqual((sent["device"], sent["status"]), ("Reader", "finished"))
        self.assertEqual(sent["experiment_uuid"], str(uuid.UUID(int=2)))
        # The machine is in Newfoundland: see repeating.test.ts.
        self.assertEqual(sent["start"], "2026-01-05T08:00:00.123-03:30")
        self.assertEqual(sent["finish"], "2026-07-05T08:00:00.000+00:00")
        data = sent["data"]
        deep = data.pop("cycle")
        levels = 0
        while isinstance(deep, list):
            deep, levels = deep[0], levels + 1
        self.assertLess(levels, 12)
        self.assertEqual(
            data,
            {
                "fct": "read",
                "gain": 7,
                "well": [1, 2],
                "mix": {"reagent": "MTT", "volume": 1.5},
                "id": str(uuid.UUID(int=1)),
                "wells": ["A", "B"],
                "pause": 120.0,
                "bad": "nan",
                "state": 4,
                "client": "Client",
                "kind": "Array",
                "3": [None, True, "raw"],
            },
        )

    def test_local_times_follow_the_clock_change(self):
        self.script((201, {"id": "s"}))
        step = ProcessStep("Read", DeviceInfo("Reader"), {}, start=dt.datetime(2026, 7, 1, 12))
        self.db.safe_step_to_db(step)
        sent = self.asked()[2]
        self.assertEqual(sent["start"], "2026-07-01T12:00:00.000-02:30")
        self.assertEqual((sent["finish"], sent["status"]), (None, "running"))

    def test_statuses(self):
        now = dt.datetime.now()
        for given, finish, told in (
            (None, now, "finished"),
            (None, None, "running"),
            (Status.RUNNING, now, "finished"),
            (Status.RUNNING, None, "running"),
            (Status.ERROR, now, "error"),
            ("Completed", now, "completed"),
            ("ABORTED", now, "aborted"),
        ):
            self.script((201, {"id": "s"}))
            self.db.safe_step_to_db(ProcessStep("R", DeviceInfo("D"), {}, now, finish, given))
            self.assertEqual(self.asked(-1)[2]["status"], told)

    def test_a_move_tells_both_ends(self):
        class MoveStep:  # another package's, with the same attributes
            def __init__(self):
                self.name, self.data, self.status = "Move", {"fct": "move"}, "completed"
                self.main_device = DeviceInfo("Arm")
                self.origin_device, self.target_device = DeviceInfo("Hotel"), DeviceInfo("Reader")
                self.origin_pos, self.destination_pos = Array0(4), 0
                self.start = self.finish = dt.datetime.now()
                self.lidded_before = True

        class Array0(int):
            pass

        self.script((201, {"id": "s"}))
        self.db.simulated = True
        self.db.safe_step_to_db(MoveStep())
        sent = self.asked()[2]
        ends = [sent[name] for name in ("origin_device", "origin_pos", "target_device", "target_pos")]
        self.assertEqual(ends, ["Hotel", 4, "Reader", 0])
        self.assertEqual((sent["kind"], sent["simulated"], sent["lidded_before"]), ("MOVE", True, True))
        self.assertNotIn("apply", sent)

    def test_an_estimate_of_a_move_needs_no_positions(self):
        move = MoveStep(
            "Move", DeviceInfo("Arm"), {}, origin_device=DeviceInfo("A"), target_device=DeviceInfo("B"),
            origin_pos=-1,
        )
        self.script((200, {"estimates": [{"seconds": 4.5}]}))
        self.assertEqual(self.db.get_estimated_duration(move), 4.5)
        sent = self.asked()[2]["steps"][0]
        self.assertEqual((sent["origin_device"], sent["target_device"]), ("A", "B"))
        self.assertNotIn("origin_pos", sent)

    def test_a_container_is_told_with_what_it_carries(self):
        site = types.SimpleNamespace(
            name="", barcode="P-9", current_device=DeviceInfo("Hotel"), current_pos="3", lidded=0,
            lid_site=("LidStation", 1), filled=1, labware_uuid=str(uuid.UUID(int=0)),
        )
        self.script((201, CONTAINER))
        self.db.add_container(site)
        self.assertEqual(
            self.asked()[2],
            {
                "name": "P-9",
                "barcode": "P-9",
                "device": "Hotel",
                "position": 3,
                "lidded": False,
                "lid_site": {"device": "LidStation", "position": 1},
                "filled": True,
                "labware_uuid": None,
            },
        )
        self.assertEqual(site.benchwatch_id, CONTAINER["id"])

    def test_an_unknown_barcode_is_none(self):
        self.assertIsNone(self.db.get_cont_info_by_barcode(None))
        self.assertIsNone(self.db.get_cont_info_by_barcode(" "))
        self.assertEqual(self.server.asked, [])
        self.script((200, {"data": [], "next_cursor": None}), (422, {"detail": "too long"}))
        self.assertIsNone(self.db.get_cont_info_by_barcode("a b"))
        self.assertIsNone(self.db.get_cont_info_by_barcode("x" * 500))


class Handing(Against):
    """Containers handed out as the orchestrator's own class, whatever its constructor takes."""

    def handed(self, cls):
        import sys

        if cls is not None:
            package, module = types.ModuleType("laborchestrator"), types.ModuleType("structures")
            module.ContainerInfo = cls
            sys.modules["laborchestrator"] = package
            sys.modules["laborchestrator.structures"] = module
        client._container_class.cache_clear()
        try:
            self.script((200, {"empty": False, "container": CONTAINER, "lid": None}))
            return self.db.get_container_at_position("Incubator", 3)
        finally:
            sys.modules.pop("laborchestrator", None)
            sys.modules.pop("laborchestrator.structures", None)
            client._container_class.cache_clear()

    def expect(self, found):
        self.assertEqual(
            (found.name, found.current_device, found.current_pos, found.barcode, found.lidded),
            ("Plate", "Incubator", 3, "P-1", False),
        )
        self.assertEqual(list(found.lid_site), ["LidStation", 2])
        self.assertEqual(found.benchwatch_id, CONTAINER["id"])

    def test_our_own(self):
        found = self.handed(None)
        self.assertIs(type(found), ContainerInfo)
        self.expect(found)

    def test_one_that_takes_less_and_wants_more(self):
        class Theirs:
            def __init__(self, name: str, current_device, current_pos, content: str, finished: bool,
                         start_device=None, *, lidded=True, barcode=None):
                vars(self).update(locals())
                self.lid_site = None

        found = self.handed(Theirs)
        self.assertIs(type(found), Theirs)
        self.expect(found)
        self.assertEqual((found.content, found.finished, found.start_device), ("", False, "Hotel"))

    def test_one_that_cannot_be_changed(self):
        @dataclass(frozen=True)
        class Theirs:
            name: str
            current_device: str
            current_pos: int
            barcode: str = ""

        found = self.handed(Theirs)
        self.assertEqual((type(found), found.barcode), (Theirs, "P-1"))
        self.assertFalse(hasattr(found, "benchwatch_id"))

    def test_one_that_cannot_be_made(self):
        class Theirs:
            def __init__(self, name):
                raise TypeError("not like this")

        with self.assertLogs("platform_status_db", "WARNING"):
            found = self.handed(Theirs)
        self.assertIs(type(found), ContainerInfo)
        self.expect(found)


class Importing(unittest.TestCase):
    def test_the_import_of_before(self):
        from platform_status_db.larastatus.status_db_implementation import StatusDBImplementation

        self.assertIs(StatusDBImplementation, client.StatusDBImplementation)


if __name__ == "__main__":
    unittest.main()
