// Each line that ends in `mistake` must not compile, and every other must.
import type { components, operations, paths } from "./tines";

type New = operations["createCaseAction"]["requestBody"]["content"]["application/json"];
type Changes = operations["updateCaseAction"]["requestBody"]["content"]["application/json"];
type All = operations["replaceAllCaseActions"]["requestBody"]["content"]["application/json"];
type Page = components["schemas"]["CaseActionPage"];
type Detail = components["schemas"]["CaseActionDetail"];

export const right: New = { url: "", label: "", action_type: "webhook" };
export const query: operations["listCaseActions"]["parameters"]["query"] = { per_page: "50" }; // mistake
export const path: operations["getCaseAction"]["parameters"]["path"] = { case_id: 1 }; // mistake
export const withoutLabel: New = { url: "", action_type: "webhook" }; // mistake
export const ofAnotherType: New = { url: "", label: "", action_type: "form" }; // mistake
export const labelTakenAway: Changes = { label: null }; // mistake
export const nothingGiven: All = {}; // mistake
export const bare: All = [right]; // mistake
export const deleted: operations["deleteCaseAction"]["responses"][200] = undefined; // mistake
export const patched: NonNullable<paths["/api/v2/cases/{case_id}/actions"]["patch"]> = {}; // mistake

export function read(page: Page, detail: Detail): unknown[] {
  return [
    page.actions[0].case_id, // mistake
    detail.case_id,
    page.meta.next_page_number + 1, // mistake
    page.meta.count + 1,
    detail.story_name.length, // mistake
    detail.story_name?.length,
    detail.query_params.status, // mistake
    detail.created_at.getTime(), // mistake
  ];
}
