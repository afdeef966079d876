export {
  type TcpMiddlewareConfig,
  type TcpMiddlewareKind,
  handleConnection,
  tcpKindOf,
  tcpMiddlewareFaults,
  tcpMiddlewareRefusal,
  tcpTreatmentsOf,
} from './middleware';
