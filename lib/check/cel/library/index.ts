export { replaceVerbs, verbs } from './format-text';
export { kubernetesFunctions } from './kubernetes';
export { regexpOf } from './regexps';
