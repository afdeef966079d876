export { type ChartProps, chartOf } from './chart';
export type { Computation } from './computation';
export { derive } from './derive';
export type { Derivation, Derived, DerivedObject } from './watched-program';
