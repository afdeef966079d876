export { flaggerCannot, writtenByFlagger } from './flagger';
export { rolloutsCannot, writtenByRollouts, undoneByArgo } from './rollouts';
