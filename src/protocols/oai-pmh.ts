export { dublinCore, oaiDc, type DublinCore, type DcText } from './oai-pmh/dublin-core.ts';
export { oaiIdentifier, parseOaiIdentifier } from './oai-pmh/identifier.ts';
export { parseOaiRequest, type OaiOptions, type OaiParsed, type OaiRequest, type OaiSelection } from './oai-pmh/request.ts';
export {
  oaiType, writeOai, type OaiAnswer, type OaiError, type OaiErrorCode, type OaiFormat, type OaiHeader, type OaiIdentity, type OaiRecord, type OaiResumption, type OaiSet,
} from './oai-pmh/response.ts';
export { openToken, sealToken, type OaiTokenProblem, type OaiTokenState } from './oai-pmh/token.ts';
