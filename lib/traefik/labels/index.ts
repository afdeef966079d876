export { readConstraints } from './constraints';
export {
  type ContainerLabels,
  type LabelConfiguration,
  type LabelSection,
  type ReadLabels,
  type RefusedLabels,
  decodeContainerLabels,
  decodeLabels,
  isRefused,
} from './decode';
export { type FileConfiguration, type RefusedFile, decodeFile } from './file';
export { nestedValues } from './nested';
export { normalize } from './normalize';
export { type LabelledRouter, routersIn } from './routers';
export { nearestLabel } from './suggest';
export { TemplateError, UnknownTemplateError, executeTemplate, parseTemplate } from './template';
