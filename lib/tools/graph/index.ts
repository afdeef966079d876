export { dotText } from './dot';
export { mermaidText } from './mermaid';
export { graphText } from './text';
