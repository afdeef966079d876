import type { PlacedPlugin } from './chart-values';
import { asWritten } from './option-faults';
import type { Shape } from './shape';

/**
 * A JSON Schema of environment files that knows the options of plugins, with the configuration of each manifest as its
 * example; to be laid over the schema of all such files. It takes all that mapstructure takes (`optionFaults`).
 */
export function pluginSchema(plugins: readonly PlacedPlugin[]): object {
  const options = plugins.map(({ name, plugin: { shape, manifest } }): readonly [string, object] => [
    name,
    {
      ...(shape ? schemaOf(shape) : {}),
      description: `${manifest.displayName}, a plugin of Traefik: ${manifest.summary}`,
      examples: [manifest.testData],
    },
  ]);
  const plugin = { properties: Object.fromEntries(options) };
  return { properties: { middlewares: { additionalProperties: { properties: { plugin } } } } };
}

const scalar = ['string', 'number', 'boolean', 'null'];

function schemaOf(shape: Shape): object {
  switch (shape.kind) {
    case 'any':
      return {};
    case 'text':
      return { type: scalar };
    case 'flag':
      return { type: scalar, examples: [true, false] };
    case 'whole':
      return { type: scalar, examples: [0] };
    case 'number':
      return { type: scalar, examples: [0.5] };
    case 'duration':
      return { type: scalar, description: 'Nanoseconds.', examples: [1_000_000_000] };
    case 'list':
      // One value stands for a list of it, a text with commas for several.
      return {
        anyOf: [{ type: 'array', items: schemaOf(shape.of) }, schemaOf(shape.of), { type: 'string' }],
      };
    case 'map':
      return {
        anyOf: [
          { type: ['object', 'string', 'null'], additionalProperties: schemaOf(shape.of) },
          { type: 'array' },
        ],
      };
    default:
      return {
        type: ['object', 'string', 'null'],
        properties: Object.fromEntries(
          shape.options.map(({ name, shape: own }) => [asWritten(name), schemaOf(own)]),
        ),
      };
  }
}
