export {
  type TcpMiddlewareConfig,
  type TcpMiddlewareKind,
  handleConnection,
  tcpKindNames,
  tcpKindOf,
  tcpMiddlewareFaults,
  tcpMiddlewareRefusal,
  tcpTreatmentsOf,
} from './middleware';
