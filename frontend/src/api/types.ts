/** The names that the app gives to the generated API types. Nothing is described by hand here. */
import type { components as Analysis } from './analysis.gen'
import type { components, operations } from './schema.gen'

type Schemas = components['schemas']

export type Ticket = Schemas['Ticket']
export type Category = Ticket['category']
export type Priority = Ticket['priority']
export type Status = Ticket['status']
export type TicketCreate = Schemas['TicketCreateRequest']
export type TicketPatch = Omit<Schemas['PatchedTicketUpdateRequest'], 'version'>
export type TicketPage = Schemas['TicketPage']
export type TicketEvent = Schemas['TicketEvent']
export type TicketEventPage = Schemas['TicketEventPage']
export type Facets = Schemas['Facets']
export type Stats = Schemas['Stats']
export type Trends = Schemas['Trends']
export type Accuracy = Schemas['Accuracy']
export type Agreement = Schemas['Agreement']
export type EngineAgreement = Schemas['EngineAgreement']
export type Suggestion = Schemas['Suggestion']
export type Session = Schemas['Session']
export type ErrorBody = Schemas['Error']
export type ListParameters = NonNullable<operations['tickets_list']['parameters']['query']>

type AnalysisSchemas = Analysis['schemas']

export type AnalyzeRequest = AnalysisSchemas['AnalyzeRequest']
export type RunFilter = AnalysisSchemas['RunFilter']
export type Estimate = AnalysisSchemas['Estimate']
export type RunStatus = AnalysisSchemas['RunStatus']
export type Run = AnalysisSchemas['Run']
export type RunDetail = AnalysisSchemas['RunDetail']
export type RunPage = AnalysisSchemas['RunPage']
export type RunTicket = AnalysisSchemas['RunTicket']
export type RunTicketPage = AnalysisSchemas['RunTicketPage']
export type Theme = AnalysisSchemas['Theme']
export type Figure = AnalysisSchemas['Figure']
export type Summary = AnalysisSchemas['Summary']
export type Comparison = AnalysisSchemas['Comparison']
export type ApplyResult = AnalysisSchemas['ApplyResult']
export type TicketAnalysis = AnalysisSchemas['TicketAnalysis']
