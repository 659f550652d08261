/** A method of the Python client, what it does, and the endpoints behind it. */
export type PythonMethod = {
  name: string;
  /** What it takes and gives, as Python writes it. */
  signature: string;
  does: string;
  /** As `GET /devices/{name}`; those that may be asked only on the way to a container are left out. */
  endpoints: readonly string[];
};

export const PYTHON_METHODS: readonly { title: string; methods: readonly PythonMethod[] }[] = [
  {
    title: 'The laboratory',
    methods: [
      {
        name: 'create_lab_from_config',
        signature: '(lab_config_file_path)',
        does: 'Makes the devices and positions of a YAML file. Running it again changes nothing.',
        endpoints: ['PUT /lab-config'],
      },
      {
        name: 'wipe_lab',
        signature: '()',
        does: 'Retires all devices and marks all containers as removed. History stays.',
        endpoints: ['DELETE /lab-config'],
      },
      {
        name: 'wipe_lara',
        signature: '()',
        does: 'The old name of wipe_lab.',
        endpoints: ['DELETE /lab-config'],
      },
    ],
  },
  {
    title: 'Positions',
    methods: [
      {
        name: 'get_all_positions',
        signature: '(device) -> [int]',
        does: 'The positions of a device, counted from 0.',
        endpoints: ['GET /devices/{name}/positions'],
      },
      {
        name: 'position_empty',
        signature: '(device, pos) -> bool',
        does: 'Whether neither a container nor a lid is there.',
        endpoints: ['GET /devices/{name}/positions/{slot}'],
      },
      {
        name: 'get_container_at_position',
        signature: '(device, pos) -> ContainerInfo | None',
        does: 'The container that stands there.',
        endpoints: ['GET /devices/{name}/positions/{slot}'],
      },
    ],
  },
  {
    title: 'Containers',
    methods: [
      {
        name: 'add_container',
        signature: '(cont)',
        does: 'Puts a container where it says it is. A barcode may come later.',
        endpoints: ['POST /containers'],
      },
      {
        name: 'set_barcode',
        signature: '(cont)',
        does: 'Gives a container the barcode that was read; it is found by its place.',
        endpoints: ['PATCH /containers/{ref}'],
      },
      {
        name: 'get_cont_info_by_barcode',
        signature: '(barcode) -> ContainerInfo | None',
        does: 'The container on the platform that has this barcode; None for an unknown one.',
        endpoints: ['GET /containers'],
      },
      {
        name: 'moved_container',
        signature: '(source_device, source_pos, target_device, target_pos, barcode=None)',
        does: 'Tells that a container was moved. Conflict where it is not there, or the target is taken: nothing changes, and the deck shows it.',
        endpoints: ['POST /moves'],
      },
      {
        name: 'remove_container',
        signature: '(cont)',
        does: 'Takes a container off the platform; its barcode is free again.',
        endpoints: ['DELETE /containers/{ref}'],
      },
    ],
  },
  {
    title: 'Lids',
    methods: [
      {
        name: 'unlidded_container',
        signature: '(cont_info, lid_device, lid_pos)',
        does: 'Tells that the lid was taken off and lies there. A lid occupies its position.',
        endpoints: ['POST /containers/{ref}/unlid'],
      },
      {
        name: 'lidded_container',
        signature: '(cont_info, lid_device=None, lid_pos=None)',
        does: 'Tells that the lid is on again. A place that is given must be where the lid lay.',
        endpoints: ['POST /containers/{ref}/lid'],
      },
      {
        name: 'update_lid_position',
        signature: '(cont)',
        does: 'Takes over lidded and lid_site of the container, where a lid was carried on.',
        endpoints: ['PATCH /containers/{ref}'],
      },
    ],
  },
  {
    title: 'Processes and experiments',
    methods: [
      {
        name: 'add_process_to_db',
        signature: '(name, src) -> uuid',
        does: 'Registers a process. The same name and source have the same uuid; a changed source is a new version.',
        endpoints: ['POST /processes'],
      },
      {
        name: 'get_available_processes',
        signature: '() -> [(name, uuid)]',
        does: 'Each process in its latest version.',
        endpoints: ['GET /processes'],
      },
      {
        name: 'get_process',
        signature: '(process_id) -> str',
        does: 'The source of a process.',
        endpoints: ['GET /processes/{uuid}'],
      },
      {
        name: 'create_experiment',
        signature: '(process_id, plan=None) -> uuid',
        does: 'Begins a run of a process. A plan is what its forecast goes by.',
        endpoints: ['POST /experiments'],
      },
      {
        name: 'safe_step_to_db',
        signature: '(step, container_info=None, experiment_uuid=None)',
        does: 'Logs a step. A MoveStep is logged and linked to the move that moved_container told; it moves nothing.',
        endpoints: ['POST /steps'],
      },
      {
        name: 'finish_experiment',
        signature: '(experiment_uuid)',
        does: 'Ends an experiment, so that forecasts of later ones can go by it. Beyond the interface of orchestrators.',
        endpoints: ['POST /experiments/{uuid}/finish'],
      },
    ],
  },
  {
    title: 'Estimates',
    methods: [
      {
        name: 'get_estimated_duration',
        signature: '(step, confidence=0.95) -> float | None',
        does: 'How many seconds a step is going to take; None where nothing is known of its like.',
        endpoints: ['POST /durations/estimate'],
      },
      {
        name: 'get_estimated_durations',
        signature: '(steps, confidence=0.95) -> [float | None]',
        does: 'The same for many steps, a thousand a request.',
        endpoints: ['POST /durations/estimate'],
      },
    ],
  },
  {
    title: 'Certificates',
    methods: [
      {
        name: 'write_server_certificate',
        signature: '(device_name, cert)',
        does: 'Keeps the certificate (PEM) of a device’s server. Its page warns before it expires.',
        endpoints: ['PUT /devices/{name}/certificate'],
      },
      {
        name: 'get_server_certificate',
        signature: '(device_name) -> str | None',
        does: 'The certificate, or None where none was written.',
        endpoints: ['GET /devices/{name}/certificate'],
      },
    ],
  },
];
