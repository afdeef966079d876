export { TemplateError, UnknownTemplateError } from './error';
export { executeTemplate } from './execute';
export { parseTemplate } from './parse';
