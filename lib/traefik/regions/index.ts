export { type Budget, budget } from './budget';
export { type Answer, type Formula, satisfy } from './satisfy';
export { regexpAutomaton } from './regexp-automaton';
export { findText } from './search';
export { meetingsOf } from './meetings';
export { universeOf } from './universe';
