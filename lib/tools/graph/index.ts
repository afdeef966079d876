export { dotText } from './dot';
export { type Graph, type GraphEdge, type GraphNode, graphOf } from './graph';
export { mermaidText } from './mermaid';
export { graphText } from './text';
