export type { MadeFinding } from './made-finding';
export { checkMadeTogether } from './registry';
