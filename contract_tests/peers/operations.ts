// The six operations, as somebody would use them who has the types that openapi-typescript makes of the document.
import type { components, operations, paths } from "./tines";

type CaseAction = components["schemas"]["CaseAction"];
type Detail = components["schemas"]["CaseActionDetail"];
type Given<Name extends "createCaseAction" | "updateCaseAction" | "replaceAllCaseActions"> =
  operations[Name]["requestBody"]["content"]["application/json"];
type Answer<Name extends keyof operations, Status extends keyof operations[Name]["responses"]> =
  operations[Name]["responses"][Status] extends { content: { "application/json": infer Body } } ? Body : undefined;

const query: operations["listCaseActions"]["parameters"]["query"] = { per_page: 50, page: 2 };
const path: operations["getCaseAction"]["parameters"]["path"] = { case_id: 42, id: 29907 };
const shortest: Given<"createCaseAction"> = { url: "https://example.com", label: "Runbook", action_type: "page" };
const full: Given<"createCaseAction"> = { ...shortest, action_text: null, query_params: { status: "open", notify: true } };
const oneChange: Given<"updateCaseAction"> = { label: "Read" };
const noChange: Given<"updateCaseAction"> = {};
const all: Given<"replaceAllCaseActions"> = { actions: [shortest, full] };

function listed(page: Answer<"listCaseActions", 200>): number | null | undefined {
  const labels: string[] = page.actions.map((action: CaseAction) => action.label);
  return labels.length < page.meta.count ? page.meta.next_page_number : null;
}

function shown(action: Detail): string {
  // Open: a type that is added one day is a string too.
  const kind: string = action.action_type;
  return `${action.case_id} ${action.id} ${kind} ${action.story_name ?? "no story"} ${Date.parse(action.created_at)}`;
}

export function use(
  created: Answer<"createCaseAction", 201>,
  got: Answer<"getCaseAction", 200>,
  updated: Answer<"updateCaseAction", 200>,
  replaced: Answer<"replaceAllCaseActions", 200>,
  deleted: Answer<"deleteCaseAction", 204>,
): string[] {
  const nothing: undefined = deleted;
  return [created, got, updated].map(shown).concat(replaced.actions.map((action) => action.url), String(nothing));
}

// Each is at its path.
type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;
type Resource = "/api/v2/cases/{case_id}/actions";
export const places: [
  Same<paths[Resource]["get"], operations["listCaseActions"]>,
  Same<paths[Resource]["post"], operations["createCaseAction"]>,
  Same<paths[`${Resource}/batch`]["put"], operations["replaceAllCaseActions"]>,
  Same<paths[`${Resource}/{id}`]["get"], operations["getCaseAction"]>,
  Same<paths[`${Resource}/{id}`]["put"], operations["updateCaseAction"]>,
  Same<paths[`${Resource}/{id}`]["delete"], operations["deleteCaseAction"]>,
] = [true, true, true, true, true, true];

export const used = [query, path, oneChange, noChange, all, listed];
