export type { Computation } from './template/computation';
export { type ChartProgram, deriveChart } from './derive-chart';
export type { Describe } from './documents';
export { chartOf } from './environment/chart-of';
export type { Alternatives } from './derive/probe';
export type { ChartProps } from './props';
export type { Render, Rendered } from './renderer';
export type { ValuePath, Values } from './values';
export { writeChart } from './write-chart';
