import { type Read, type Shape, choice, count, flag, text } from './shape';
import { labels, oneOrMore, options, texts } from './text-shape';
import { listOf, mapOf, object, or } from './object-shape';
import { service } from './service-shape';

const externalFlag: Shape<true> = {
  schema: { oneOf: [flag.schema, { type: 'object', properties: { name: { type: 'string' } } }] },
  read: flag.read,
};

const resource = { name: text, external: externalFlag, labels };

const network = object(
  {
    ...resource,
    driver: text,
    driver_opts: options,
    ipam: object(
      {
        driver: text,
        config: listOf(object({ subnet: text, ip_range: text, gateway: text, aux_addresses: labels })),
        options: labels,
      },
      { keepsEmpty: true },
    ),
    internal: flag,
    enable_ipv4: choice,
    enable_ipv6: choice,
    attachable: flag,
  },
  { nullable: true },
);

const volume = object({ ...resource, driver: text, driver_opts: options }, { nullable: true });

const fileObject = { ...resource, file: text, environment: text, template_driver: text };
const secret = object({ ...fileObject, driver: text, driver_opts: options });
const config = object({ ...fileObject, content: text });

const model = object(
  { name: text, model: text, context_size: count, runtime_flags: texts },
  { required: ['model'] },
);

const include = or(object({ path: oneOrMore, env_file: oneOrMore, project_directory: text }), {
  type: 'string',
});

const anyService = { pattern: '^[a-zA-Z0-9._-]+$' };

/** The parts of a Compose file by which a project is made. */
const parts = {
  services: mapOf(service, anyService),
  networks: mapOf(network),
  volumes: mapOf(volume),
  secrets: mapOf(secret),
  configs: mapOf(config),
  models: mapOf(model),
};

/** A whole file, as Compose's specification has it. */
export const composeFile = object({ version: text, name: text, include: listOf(include), ...parts });

export type ComposeService = Read<typeof service>;
export type ComposeNetwork = Read<typeof network>;
export type ComposeVolume = Read<typeof volume>;
export type ComposeSecret = Read<typeof secret>;
export type ComposeConfig = Read<typeof config>;
export type ComposeFile = Read<typeof composeFile>;
