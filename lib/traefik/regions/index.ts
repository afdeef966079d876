export { automatonOf, isLaidOut } from './atom';
export { type Budget, budget } from './budget';
export { type Answer, type Formula, type PathSet, hasRequest, satisfy } from './satisfy';
export { type Automaton, prefixAutomaton, wordsAutomaton } from './automaton';
export { regexpAutomaton } from './regexp-automaton';
export { findText, takes } from './search';
export { States } from './states';
export { meetingsOf } from './meetings';
export { universeOf } from './universe';
