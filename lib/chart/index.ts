export { type ChartProps, chartOf } from './chart';
export type { Computation } from './computation';
export { type Derivation, type Derived, type DerivedObject, derive } from './derive';
