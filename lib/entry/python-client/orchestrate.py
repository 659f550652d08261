"""The client against the interface itself, beyond what the example does: objects of another package,
places instead of barcodes, what is refused, and wiping. Run by orchestrate.db.test.ts."""

import datetime as dt
import enum
import os
import sys
import tempfile
import types
from pathlib import Path

# As where laborchestrator is installed, with a constructor of its own.
package, structures = types.ModuleType("laborchestrator"), types.ModuleType("structures")


class ContainerInfo:
    def __init__(self, name, current_device, current_pos, start_device, content="", barcode=None,
                 lidded=False, filled=True):
        self.name, self.content, self.start_device = name, content, start_device
        self.current_device, self.current_pos = current_device, current_pos
        self.barcode, self.lidded, self.filled, self.lid_site = barcode, lidded, filled, None


structures.ContainerInfo = ContainerInfo
package.structures = structures
sys.modules.update({"laborchestrator": package, "laborchestrator.structures": structures})

from platform_status_db.larastatus.status_db_implementation import (  # noqa: E402
    Conflict,
    DeviceInfo,
    Forbidden,
    Invalid,
    MoveStep,
    NotFound,
    ProcessStep,
    StatusDBImplementation,
    Unauthorized,
)


class Status(enum.Enum):
    RUNNING = 1
    FINISHED = 2
    ERROR = 3


def refused(kind, call, *arguments):
    try:
        call(*arguments)
    except kind as error:
        assert error.status and error.detail and error.request_id, error
        return error
    raise AssertionError(f"{call.__name__}{arguments} was not refused")


def bare(**values):
    """An object that has nothing of ours, as after a restart of the orchestrator."""
    return types.SimpleNamespace(**values)


CONFIG = """
description: two of everything
sila_servers:
  storage:
    Hotel: {capacity: 6, type: PlateHotel}
  arms:
    Arm: {capacity: 1}
  readers:
    Reader: {capacity: 2}
"""

db = StatusDBImplementation(simulated=False)
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "lab.yaml")
    file.write_text(CONFIG)
    db.create_lab_from_config(str(file))
    db.create_lab_from_config(file)
    file.write_text("sila_servers: {readers: {Reader: {capacity: many}}}")
    assert "Reader" in str(refused(Invalid, db.create_lab_from_config, file))

# Positions
assert db.get_all_positions("Hotel") == [0, 1, 2, 3, 4, 5]
assert db.position_empty("Hotel", 0) is True
assert db.get_container_at_position("Hotel", 0) is None
refused(NotFound, db.get_all_positions, "Nowhere")
refused(NotFound, db.position_empty, "Hotel", 6)

# Two plates without a barcode. The second is only ever known by its place.
first = ContainerInfo("First", "Hotel", 0, "Hotel", lidded=True)
db.add_container(first)
db.add_container(bare(name="Second", current_device="Hotel", current_pos=1, barcode=None,
                      lidded=False, filled=False))
assert db.position_empty("Hotel", 1) is False
there = db.get_container_at_position("Hotel", 1)
assert type(there) is ContainerInfo and there.name == "Second" and there.barcode is None
second = bare(name="Second", current_device="Hotel", current_pos=1, barcode="SECOND")
db.set_barcode(second)
first.barcode = "FIRST"
db.set_barcode(first)
assert db.get_cont_info_by_barcode("SECOND").current_pos == 1
assert db.get_cont_info_by_barcode("THIRD") is None
assert db.get_cont_info_by_barcode("no\nbarcode" * 50) is None

# Refused, with who is there; nothing changes.
taken = refused(Conflict, db.add_container, ContainerInfo("Third", "Hotel", 1, "Hotel"))
assert taken.occupant.barcode == "SECOND" and "SECOND" in taken.detail, taken
refused(Conflict, db.add_container, ContainerInfo("Third", "Hotel", 3, "Hotel", barcode="FIRST"))
unknown = refused(Invalid, db.add_container, ContainerInfo("Third", "Nowhere", 0, "Nowhere"))
assert "Nowhere" in unknown.detail and unknown.errors[0]["field"] == "device", unknown.errors
assert db.position_empty("Hotel", 3)
blocked = refused(Conflict, db.moved_container, "Hotel", 0, "Hotel", 1, "FIRST")
assert blocked.occupant.barcode == "SECOND" and blocked.container.barcode == "FIRST"
assert blocked.conflict
refused(Conflict, db.moved_container, "Hotel", 0, "Reader", 0, "SECOND")
refused(Conflict, db.moved_container, "Hotel", 4, "Reader", 0)
refused(Invalid, db.moved_container, "Hotel", 0, "Nowhere", 0)
assert db.get_cont_info_by_barcode("FIRST").current_pos == 0
for cont in (
    bare(barcode="THIRD", current_device="Hotel", current_pos=3),
    bare(barcode="THIRD", current_device="Hotel", current_pos=1),
    bare(barcode=None, current_device="Hotel", current_pos=3),
    bare(barcode="THIRD", current_device=None, current_pos=None),
):
    try:
        db.remove_container(cont)
    except NotFound as error:
        assert error.status == 404
    else:
        raise AssertionError(f"{cont} was found")

# Lids: off, carried on, onto a place that is taken, on again.
db.unlidded_container(first, "Hotel", 5)
assert db.get_container_at_position("Hotel", 5) is None and not db.position_empty("Hotel", 5)
refused(Conflict, db.unlidded_container, first, "Hotel", 4)
refused(Conflict, db.moved_container, "Hotel", 1, "Hotel", 5)
first = db.get_cont_info_by_barcode("FIRST")
assert (first.lidded, list(first.lid_site)) == (False, ["Hotel", 5])
first.lid_site = ["Hotel", 4]
db.update_lid_position(first)
assert db.position_empty("Hotel", 5) and not db.position_empty("Hotel", 4)
first.lid_site = ["Hotel", 1]
refused(Conflict, db.update_lid_position, first)
refused(Conflict, db.lidded_container, first, "Hotel", 5)
db.lidded_container(first, "Hotel", 4)
assert db.get_cont_info_by_barcode("FIRST").lidded

# A move, and its step told afterwards by an object that still has the old place.
process = db.add_process_to_db("Reading", "read()")
assert db.add_process_to_db("Reading", "read()") == process
other = db.add_process_to_db("Reading", "read(twice=True)")
assert other != process
assert db.get_process(process) == "read()" and ("Reading", other) in db.get_available_processes()
refused(NotFound, db.get_process, "018f0000-0000-7000-8000-000000000000")
experiment = db.create_experiment(process)
stale = bare(name="Second", current_device="Hotel", current_pos=1, barcode=None)
move = MoveStep("Carry", DeviceInfo("Arm"), {"fct": "move"}, origin_device=DeviceInfo("Hotel"),
                origin_pos=1, target_device=DeviceInfo("Reader"), destination_pos=1)
move.start = dt.datetime.now()
db.moved_container("Hotel", 1, "Reader", 1)
move.finish, move.status = dt.datetime.now(), Status.FINISHED
db.safe_step_to_db(move, stale, experiment)
assert db.get_cont_info_by_barcode("SECOND").current_device == "Reader"

# Steps: of a container or of none, failed, running, of an unknown device, of a removed container.
now = dt.datetime.now()
for seconds in range(10, 22):
    db.safe_step_to_db(
        ProcessStep("Read", DeviceInfo("Reader"), {"fct": "read", "wells": {"A1", "B1"}},
                    now - dt.timedelta(seconds=seconds), now, Status.FINISHED),
        db.get_cont_info_by_barcode("SECOND"),
        experiment,
    )
db.safe_step_to_db(ProcessStep("Read", DeviceInfo("Reader"), {"fct": "read"},
                               now - dt.timedelta(hours=1), now, Status.ERROR), None, experiment)
db.safe_step_to_db(ProcessStep("Shake", DeviceInfo("Reader"), {"fct": "shake"}, now), None, experiment)
lost = refused(Invalid, db.safe_step_to_db,
               ProcessStep("Read", DeviceInfo("Nowhere"), {}, now, now, "completed"))
assert "Nowhere" in lost.detail
second = db.get_cont_info_by_barcode("SECOND")
db.remove_container(second)
db.safe_step_to_db(ProcessStep("Discard", DeviceInfo("Arm"), {"fct": "discard"}, now, now, "success"),
                   bare(barcode="SECOND", current_device="Reader", current_pos=1), experiment)
assert db.get_cont_info_by_barcode("SECOND") is None and db.position_empty("Reader", 1)

# Estimates: of twelve reads of 10 to 21 s, equal parameters whatever the order of a set.
read = ProcessStep("Read", DeviceInfo("Reader"), {"fct": "read", "wells": {"B1", "A1"}})
assert abs(db.get_estimated_duration(read, confidence=0.5) - 15.5) < 0.01
ahead = [read, move, ProcessStep("Spin", DeviceInfo("Arm"), {"fct": "spin"}),
         MoveStep("Carry", DeviceInfo("Arm"), {}, origin_device=DeviceInfo("Hotel"))] * 300
found = db.get_estimated_durations(ahead)
assert len(found) == 1200 and found[:4] == found[-4:] and found[0] > 20 and found[1] >= 0
assert found[2] is None and found[3] is None, found[:4]

# A certificate of a device.
pem = os.environ["CERTIFICATE"]
assert db.get_server_certificate("Reader") is None
db.write_server_certificate("Reader", pem.encode())
assert db.get_server_certificate("Reader").strip() == pem.strip()
refused(Invalid, db.write_server_certificate, "Reader", "no certificate")
refused(NotFound, db.get_server_certificate, "Nowhere")

# Who may.
refused(Unauthorized, StatusDBImplementation(api_key="bw_wrong").get_available_processes)
reader = StatusDBImplementation(api_key=os.environ["VIEWER_KEY"])
assert reader.get_cont_info_by_barcode("FIRST").name == "First"
refused(Forbidden, reader.moved_container, "Hotel", 0, "Hotel", 3)
refused(Forbidden, reader.wipe_lab)
elsewhere = StatusDBImplementation(api_key=os.environ["OTHER_LAB_KEY"])
assert elsewhere.get_cont_info_by_barcode("FIRST") is None
assert elsewhere.get_available_processes() == []
refused(NotFound, elsewhere.get_all_positions, "Hotel")

# Everything off the platform, and the same again.
db.wipe_lara()
assert db.get_cont_info_by_barcode("FIRST") is None
assert all(db.position_empty("Hotel", pos) for pos in range(6))
assert "Hotel" in refused(Invalid, db.add_container, first).detail  # it is retired
db.wipe_lab()
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "lab.yaml")
    file.write_text(CONFIG)
    db.create_lab_from_config(file)
assert db.get_all_positions("Hotel") == [0, 1, 2, 3, 4, 5] and db.position_empty("Hotel", 0)
db.add_container(first)
assert db.get_cont_info_by_barcode("FIRST").current_pos == 0
print("done", experiment)
