export { gatewayEntries } from './entries';
export { isGatewayRoute, isOfGatewayApi } from './scene';
export { type StandIns, standInsFor } from './stand-ins';
export { writeGatewayRoutes } from './write';
