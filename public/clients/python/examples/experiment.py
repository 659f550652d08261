"""One experiment, as an orchestrator tells it.

    export BENCHWATCH_URL=http://localhost:3000 BENCHWATCH_API_KEY=…   # a key: orchestrator
    python3 experiment.py

Beside it must be platform_status_db.py and lab_config.yaml. It makes four devices; run it in a
laboratory that is there to try things out.
"""

import time
from datetime import datetime
from pathlib import Path

from platform_status_db import (
    ContainerInfo,
    DeviceInfo,
    MoveStep,
    ProcessStep,
    StatusDBImplementation,
)

SOURCE = """
Dispense the reagent, incubate with the lid on, read without it.
"""

db = StatusDBImplementation()

# Before each run. The second time changes nothing, and the process keeps its uuid.
config = Path(__file__).with_name("lab_config.yaml")
db.create_lab_from_config(config)
db.create_lab_from_config(config)
process = db.add_process_to_db(name="Viability assay", src=SOURCE)
assert db.add_process_to_db(name="Viability assay", src=SOURCE) == process
experiment = db.create_experiment(process)

# A plate is put on the deck; its barcode is not known before it is read.
assert db.position_empty("Hamilton_STAR", 0)
plate = ContainerInfo(
    name="Assay plate", current_device="Hamilton_STAR", current_pos=0, lidded=True, filled=True
)
db.add_container(plate)

barcode = f"PLATE-{datetime.now():%Y%m%d-%H%M%S-%f}"
assert db.get_cont_info_by_barcode(barcode) is None
plate.barcode = barcode
db.set_barcode(plate)


def run(fct: str, device: str, **parameters: object) -> None:
    """A device does something with the plate, and the step is logged."""
    step = ProcessStep(
        name=fct.capitalize(), main_device=DeviceInfo(device), data={"fct": fct, **parameters}
    )
    step.start = datetime.now()
    time.sleep(0.02)  # here the device works
    step.finish = datetime.now()
    step.status = "completed"
    db.safe_step_to_db(step, db.get_cont_info_by_barcode(barcode), experiment)


def carry(device: str, position: int) -> None:
    """The arm carries the plate: first the place is told, then the step is logged."""
    cont = db.get_cont_info_by_barcode(barcode)
    step = MoveStep(
        name=f"Move to {device}",
        main_device=DeviceInfo("RoboticArm"),
        origin_device=DeviceInfo(cont.current_device),
        origin_pos=cont.current_pos,
        target_device=DeviceInfo(device),
        destination_pos=position,
        data={"fct": "move"},
    )
    step.start = datetime.now()
    time.sleep(0.02)  # here the arm works
    db.moved_container(cont.current_device, cont.current_pos, device, position, cont.barcode)
    step.finish = datetime.now()
    step.status = "completed"
    db.safe_step_to_db(step, cont, experiment)


db.unlidded_container(plate, "Hamilton_STAR", 10)
run("dispense", "Hamilton_STAR", reagent="MTT", volume=50)
db.lidded_container(plate, "Hamilton_STAR", 10)
carry("Incubator", 5)
run("incubate", "Incubator", temperature=37, duration=14_400)
carry("PlateReader", 0)
db.unlidded_container(db.get_cont_info_by_barcode(barcode), "Hamilton_STAR", 11)
run("absorbance", "PlateReader", wavelength=570)

# How long the next run is going to take, from what was seen so far.
ahead = [
    ProcessStep(
        name="Dispense",
        main_device=DeviceInfo("Hamilton_STAR"),
        data={"fct": "dispense", "reagent": "MTT", "volume": 50},
    ),
    MoveStep(
        name="Move to the incubator",
        main_device=DeviceInfo("RoboticArm"),
        origin_device=DeviceInfo("Hamilton_STAR"),
        target_device=DeviceInfo("Incubator"),
        data={"fct": "move"},
    ),
    ProcessStep(name="Centrifuge", main_device=DeviceInfo("Hamilton_STAR"), data={"fct": "spin"}),
]
for step, seconds in zip(ahead, db.get_estimated_durations(ahead)):
    print(f"{step.name}: " + ("nothing known yet" if seconds is None else f"{seconds:.2f} s"))

# The run is over, and the plate leaves the platform with its lid on.
db.lidded_container(db.get_cont_info_by_barcode(barcode))
db.remove_container(db.get_cont_info_by_barcode(barcode))
db.finish_experiment(experiment)
print(f"{barcode} went through experiment {experiment}")
