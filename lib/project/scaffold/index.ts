export { type NewProject, projectFiles } from './project';
export { starterProject } from './starter';
export { writeProject } from './write-project';
