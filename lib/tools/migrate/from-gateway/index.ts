export { gatewayEntries } from './entries';
export { gatewayApi, isGatewayRoute, isOfGatewayApi } from './scene';
export { type StandIns, standInSecret, standInsFor } from './stand-ins';
export { writeGatewayRoutes } from './write';
