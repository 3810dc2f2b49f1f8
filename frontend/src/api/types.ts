/** The names that the app gives to the generated API types. Nothing is described by hand here. */
import type { components, operations } from './schema.gen'

type Schemas = components['schemas']

export type Ticket = Schemas['Ticket']
export type Agent = Schemas['Agent']
export type Category = Ticket['category']
export type Priority = Ticket['priority']
export type Status = Ticket['status']
export type TicketCreate = Schemas['TicketCreateRequest']
/** What people change of a ticket, as the ticket shows it; the API takes of an assignee the id alone. */
export type TicketPatch = Partial<
  Pick<Ticket, 'title' | 'description' | 'category' | 'priority' | 'status' | 'assignee'>
>
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
export type SessionUser = Schemas['SessionUser']
export type Token = Schemas['Token']
export type NewToken = Schemas['NewToken']
export type TokenCreate = Schemas['TokenCreateRequest']
export type ErrorBody = Schemas['Error']
export type CreatedTicket = Schemas['CreatedTicket']
export type FollowedTicket = Schemas['FollowedTicket']
export type ListParameters = NonNullable<operations['tickets_list']['parameters']['query']>
export type AnalyzeRequest = Schemas['AnalyzeRequest']
export type RunFilter = Schemas['RunFilter']
export type Estimate = Schemas['Estimate']
export type RunStatus = Schemas['RunStatus']
export type Run = Schemas['Run']
export type RunDetail = Schemas['RunDetail']
export type RunPage = Schemas['RunPage']
export type RunTicket = Schemas['RunTicket']
export type RunTicketPage = Schemas['RunTicketPage']
export type Theme = Schemas['Theme']
export type Figure = Schemas['Figure']
export type Summary = Schemas['Summary']
export type Comparison = Schemas['Comparison']
export type ApplyResult = Schemas['ApplyResult']
export type TicketAnalysis = Schemas['TicketAnalysis']
