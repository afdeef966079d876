export {
  type PipelineOptions,
  type PipelinePart,
  type PipelineSystem,
  pipelineExecutables,
  pipelineFiles,
  pipelineParts,
  pipelineSystems,
  writePipeline,
} from './pipeline';
