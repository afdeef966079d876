export { type Addressed, addressesAmong, textsOf } from './addresses';
export { type Graph, type GraphEdge, type GraphNode, graphOf } from './graph';
export { type MetricNames, metricsOf } from './metrics';
export { idOf, targetOf } from './target';
export { type NamedThing, namedIn } from './named';
