export { Environment, type Provenance, type VariableUse } from './environment';
export { Environments, type EnvironmentsOptions } from './environments';
export type { EnvironmentFile } from './folder';
export type { ProcessVariables } from './interpolate';
export { environmentOf } from './plain-environment';
export { type RenderOptions, renderEnvironment } from './render';
export type * from './spec';
export { withStaticDefaults } from './static-defaults';
export { strictSchema } from './strict-schema';
