export { type Program, findProgram } from './configuration';
export type { ProgramHost } from './host';
export { environmentsProgram } from './environments-program';
export { type ProgramOutput, type RunOptions, runProgram } from './run-program';
