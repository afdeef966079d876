import type { JsonSchema } from '../../../core/schema';
import type { Values } from '../values';

const prefix: JsonSchema = {
  type: 'string',
  pattern: '^(?:[a-z]([-a-z0-9]{0,51}[a-z0-9])?)?$',
};

const texts: JsonSchema = { type: 'object', additionalProperties: { type: ['string', 'null'] } };

/** Values of the whole release, which no environment has. */
export const releaseSchemas: Readonly<Record<string, JsonSchema>> = {
  global: {
    type: 'object',
    description: 'Values of all charts of a release.',
    properties: {
      imageRegistry: {
        type: 'string',
        pattern: '^[^@/\\s]*$',
        description: 'Registry of all images, in place of their own; empty for their own.',
      },
    },
  },
  nameOverride: {
    ...prefix,
    description:
      'Puts the name of the release and this before the names of all objects, so that a second release has room in the same namespace. Selectors and references follow; texts such as addresses in variables do not.',
  },
  fullnameOverride: {
    ...prefix,
    description: 'Puts this alone before the names of all objects, in place of nameOverride.',
  },
  commonLabels: {
    ...texts,
    description: 'Labels of all objects and pods: of routes, middlewares and certificates too.',
  },
  commonAnnotations: { ...texts, description: 'Annotations of all objects, not of pods.' },
  ingressClassName: {
    type: 'string',
    description: 'Class of all routes that name none: for a Traefik that reads one class alone.',
  },
  routedPorts: {
    type: 'array',
    description:
      'Ports that something leads to beside the routes, as service/port: the NetworkPolicy of the service admits Traefik there.',
    items: { type: 'string', pattern: '^[a-z0-9-]+/[a-z0-9-]+$' },
  },
  extraObjects: {
    type: 'array',
    description: 'Further objects, as they are: nothing in them is evaluated.',
    items: {
      type: 'object',
      required: ['apiVersion', 'kind', 'metadata'],
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' } },
        },
      },
    },
  },
};

/** What they are unless an operator sets them. */
export const releaseValues: Values = {
  global: { imageRegistry: '' },
  nameOverride: '',
  fullnameOverride: '',
  commonLabels: {},
  commonAnnotations: {},
  ingressClassName: '',
  routedPorts: [],
  extraObjects: [],
};
