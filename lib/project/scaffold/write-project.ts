import { writeNew } from '../output';
import { pipelineExecutables } from '../pipeline';
import { type NewProject, projectFiles } from './project';

/**
 * Writes a new project into a folder that is new or holds nothing but `.git`: all of it, or nothing.
 *
 * @returns the paths of its files below the folder, sorted
 * @throws ProblemError with what the folder holds, or why it cannot be written
 */
export function writeProject(folder: string, project: NewProject): readonly string[] {
  const files = projectFiles(project, folder);
  writeNew(folder, files, { executable: pipelineExecutables });
  return [...files.keys()].toSorted();
}
