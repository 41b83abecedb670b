"""Who may ask what of which address. Read a line as: this person, asking this address, is …

    +  let in (a page, a form with errors, a redirect to where the work goes on)
    -  told that there is no such thing (404)       x  told what is missing (403)
    L  sent to the sign-in                          !  told to sign in, in JSON (401)
    F  sent to the second factor

A method that has no line is 405 for everyone who is signed in. The college's people are those of `mini_college`: Ada is the
trainee whose attempt, run, request and lesson stand in the addresses; the certificate is the graduate's; the request to decide
names the other manager's company; the course is the first instructor's.
"""

# The columns: no-one signed in; Eve, whose request waits; Ada; Tomás, who holds the certificate; Nour of a company; Ulla, Ada's
# peer; Bea, manager of Ada's agency; Grace, manager of a company; Cy, who teaches the course; Dee, who teaches others; Rosa,
# administrator; and Cy again, with a password alone.
OWN = """
                                               an ap tr gr pr pe ma me in ie ad no
admin/login/                             GET   L  x  x  x  x  x  x  x  +  +  +  F
admin/login/                             POST  L  x  x  x  x  x  x  x  +  +  +  F
wagtailadmin_login                       GET   L  x  x  x  x  x  x  x  +  +  +  F
wagtailadmin_login                       POST  L  x  x  x  x  x  x  x  +  +  +  F
_util/login/                             GET   L  x  x  x  x  x  x  x  +  +  +  F
_util/login/                             POST  L  x  x  x  x  x  x  x  +  +  +  F
wagtailcore_login                        GET   L  x  x  x  x  x  x  x  +  +  +  F
wagtailcore_login                        POST  L  x  x  x  x  x  x  x  +  +  +  F
wagtaildocs_serve                        GET   -  -  +  +  +  +  +  -  +  -  +  F
wagtaildocs_serve                        POST  -  -  +  +  +  +  +  -  +  -  +  F
wagtaildocs_authenticate_with_password   GET   -  -  -  -  -  -  -  -  -  -  -  F
wagtaildocs_authenticate_with_password   POST  -  -  -  -  -  -  -  -  -  -  -  F
set-language                             GET   +  +  +  +  +  +  +  +  +  +  +  +
set-language                             POST  +  +  +  +  +  +  +  +  +  +  +  +
favicon.ico                              GET   +  +  +  +  +  +  +  +  +  +  +  +
favicon.ico                              POST  +  +  +  +  +  +  +  +  +  +  +  +
accounts:settings                        GET   L  +  +  +  +  +  +  +  +  +  +  F
accounts:settings                        POST  L  +  +  +  +  +  +  +  +  +  +  F
sandbox:index                            GET   L  +  +  +  +  +  +  +  +  +  +  F
sandbox:exercise-detail                  GET   L  -  +  +  -  -  -  -  -  -  -  F
sandbox:run-start                        POST  L  -  +  +  -  -  -  -  -  -  -  F
sandbox:run-detail                       GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:screening                        GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:screening                        POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:list-page                        GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:list-page                        POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:list-detail                      GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:list-file                        GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:identifiers                      GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:identifiers                      POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:partner-check                    GET   L  -  -  -  +  -  -  -  -  -  -  F
sandbox:partner-check                    POST  L  -  -  -  +  -  -  -  -  -  -  F
sandbox:partner-answer                   GET   L  -  -  -  +  -  -  -  -  -  -  F
sandbox:products                         GET   L  -  -  -  +  -  -  -  -  -  -  F
sandbox:products                         POST  L  -  -  -  +  -  -  -  -  -  -  F
sandbox:partner-alerts                   GET   L  -  +  +  -  +  +  -  +  +  +  F
sandbox:partner-keys                     GET   L  -  -  -  -  -  -  +  -  -  -  F
sandbox:partner-keys                     POST  L  -  -  -  -  -  -  +  -  -  -  F
sandbox:partner-key-revoke               POST  L  -  -  -  -  -  -  +  -  -  -  F
partner-api-guide                        GET   +  +  +  +  +  +  +  +  +  +  +  F
partner-api:openapi-json                 GET   +  +  +  +  +  +  +  +  +  +  +  F
partner-api:api-root                     GET   +  +  +  +  +  +  +  +  +  +  +  F
partner-api:make-check                   POST  !  !  !  !  !  !  !  !  !  !  !  F
partner-api:read-check                   GET   !  !  !  !  !  !  !  !  !  !  !  F
partner-api:nothing                      GET   !  !  !  !  !  !  !  !  !  !  !  F
partner-api:nothing                      POST  !  !  !  !  !  !  !  !  !  !  !  F
partner-api:nothing                      PUT   !  !  !  !  !  !  !  !  !  !  !  F
partner-api:nothing                      DELETE !  !  !  !  !  !  !  !  !  !  !  F
sandbox:documents                        GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:documents                        POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:persons                          GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:persons                          POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:person-query                     GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:person-record                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:person-open                      POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:register-page                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:register-page                    POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:record-enter                     GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:record-enter                     POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:lookup-detail                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:found-detail                     GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:found-open                       POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:record-change                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:record-change                    POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:record-withdraw                  GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:record-withdraw                  POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:record-renew                     GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:record-renew                     POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:record-restrict                  GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:record-restrict                  POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:trace-list                       GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:trace-list                       POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:artworks                         GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:artworks                         POST L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-look-alikes                  GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-look-alikes                  POST L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-query                        GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-record                       GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-open                         POST L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-picture                      GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-picture-file                 GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-enter                        GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-enter                        POST L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-report-picture               GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-trends                       GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-trends-file                  GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-poster                       GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:art-poster-file                  GET  L  -  -  -  -  -  -  -  -  -  -  F
sandbox:message-list                     GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:message-compose                  GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:message-compose                  POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:message-detail                   GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:message-attachment               GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:message-drafts                   GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:message-draft-save               POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:message-draft-discard            POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:message-read                     POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:message-acknowledge              POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:message-consent                  GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:message-consent                  POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-list                      GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-gallery                   GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-map                       GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-sheet                     GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-picture                   GET   L  -  -  -  -  -  -  -  -  -  -  F
sandbox:notice-file                      GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-cite                      GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-cite                      POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-create                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-create                    POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-detail                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-edit                      GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-edit                      POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-validate                  POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-submit                    POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-answer                    POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-update                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-update                    POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-addendum                  GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-addendum                  POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-withdraw                  GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-withdraw                  POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-renew                     GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-renew                     POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-diffuse                   GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-diffuse                   POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-recall                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-recall                    POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-extract                   GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:notice-extract                   POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-chart                       GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-timeline                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-map                         GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-layout                      POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-picture                     GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-image                       GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-entity-add                  GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-entity-add                  POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-entity                      GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-entity                      POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-entity-remove               POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-link-add                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-link-add                    POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-link                        GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-link                        POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:case-link-remove                 POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:hint-list                        GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:hint-detail                      GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:hint-detail                      POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:answer-list                      GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:answer-edit                      GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:answer-edit                      POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:decision-list                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:decision-edit                    GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:decision-edit                    POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:run-pause                        GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:run-pause                        POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:run-resume                       POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:run-log                          GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:run-finish                       GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:run-finish                       POST  L  -  +  -  -  -  -  -  -  -  -  F
sandbox:run-result                       GET   L  -  +  -  -  -  -  -  -  -  -  F
sandbox:run-replay                       GET   L  -  +  -  -  -  -  -  -  -  -  F
courses:attempt-detail                   GET   L  -  +  -  -  -  -  -  -  -  -  F
courses:attempt-question                 GET   L  -  +  -  -  -  -  -  -  -  -  F
courses:attempt-question                 POST  L  -  +  -  -  -  -  -  -  -  -  F
courses:attempt-review                   GET   L  -  +  -  -  -  -  -  -  -  -  F
courses:attempt-finish                   POST  L  -  +  -  -  -  -  -  -  -  -  F
courses:attempt-result                   GET   L  -  +  -  -  -  -  -  -  -  -  F
courses:attempt-status                   GET   !  -  +  -  -  -  -  -  -  -  -  F
courses:quiz-detail                      GET   L  -  +  +  +  +  +  -  -  -  -  F
courses:quiz-detail                      POST  L  -  +  +  +  +  +  -  -  -  -  F
courses:enrol                            GET   L  +  +  +  +  +  +  +  +  +  +  F
courses:enrol                            POST  L  +  +  +  +  +  +  +  +  +  +  F
courses:enrolment-detail                 GET   L  -  +  -  -  -  -  -  -  -  -  F
courses:enrolment-withdraw               POST  L  -  +  -  -  -  -  -  -  -  -  F
courses:enrolment-requests               GET   L  -  -  -  -  -  +  +  -  -  +  F
courses:enrolment-decide                 GET   L  -  -  -  -  -  -  +  -  -  +  F
courses:enrolment-decide                 POST  L  -  -  -  -  -  -  +  -  -  +  F
courses:organisation-progress            GET   L  -  -  -  -  -  +  -  -  -  -  F
courses:review-list                      GET   L  -  -  -  -  -  -  -  +  +  +  F
courses:review-notice                    GET   L  -  -  -  -  -  -  -  +  -  +  F
courses:review-act                       GET   L  -  -  -  -  -  -  -  +  -  +  F
courses:review-act                       POST  L  -  -  -  -  -  -  -  +  -  +  F
courses:course-detail                    GET   L  +  +  +  +  +  +  x  +  x  +  F
courses:exercise-detail                  GET   L  x  +  +  -  +  +  x  +  x  +  F
courses:exercise-detail                  POST  L  x  +  +  -  +  +  x  +  x  +  F
courses:lesson-detail                    GET   L  x  +  +  +  +  +  x  +  x  +  F
courses:lesson-position                  POST  L  x  +  +  +  +  +  x  -  x  -  F
courses:lesson-finish                    POST  L  x  +  +  +  +  +  x  -  x  -  F
courses:lesson-check                     POST  L  x  +  +  +  +  +  x  -  x  -  F
certification:mine                       GET   L  +  +  +  +  +  +  +  +  +  +  F
certification:download                   GET   L  -  -  +  -  -  -  -  -  -  -  F
certification:retry                      POST  L  +  +  +  +  +  +  +  +  +  +  F
certification:check                      GET   +  +  +  +  +  +  +  +  +  +  +  F
certification:check                      POST  +  +  +  +  +  +  +  +  +  +  +  F
certification:check-result               GET   +  +  +  +  +  +  +  +  +  +  +  F
core:livez                               GET   +  +  +  +  +  +  +  +  +  +  +  +
core:readyz                              GET   +  +  +  +  +  +  +  +  +  +  +  +
core:outbox                              GET   +  +  +  +  +  +  +  +  +  +  +  F
core:outbox-mail                         GET   +  +  +  +  +  +  +  +  +  +  +  F
core:style-guide                         GET   +  +  +  +  +  +  +  +  +  +  +  F
home:dashboard                           GET   L  +  +  +  +  +  +  +  +  +  +  F
demo:people                              GET   +  +  +  +  +  +  +  +  +  +  +  F
picture                                  GET   +  +  +  +  +  +  +  +  +  +  +  +
wagtailcore_authenticate_with_password   GET   -  -  -  -  -  -  -  -  -  -  -  F
wagtailcore_authenticate_with_password   POST  -  -  -  -  -  -  -  -  -  -  -  F
wagtail_serve                            GET   +  +  +  +  +  +  +  +  +  +  +  F
courses:course-detail[police]            GET   L  -  +  +  -  +  +  -  x  +  +  F
courses:lesson-detail[police]            GET   L  -  -  -  -  -  -  -  x  -  -  F
courses:quiz-detail[police]              GET   L  -  -  -  -  -  -  -  -  -  -  F
wagtail_serve[police]                    GET   -  -  +  +  -  +  +  -  +  +  +  F
"""

# Wagtail's and allauth's addresses, by who is let in. Everyone else is sent to the sign-in, or refused.
#   public: everyone. staff: instructors and administrators. team: instructors of the course that the object belongs to, and
#   administrators. administrator: those alone. absent: nobody.
ADMIN = {
    "public": """
        admin/password_reset/ wagtailadmin_javascript_catalog wagtailadmin_password_reset wagtailadmin_sprite
    """,
    "staff": """
        admin/test404/ wagtailadmin_account wagtailadmin_choose_page wagtailadmin_choose_page_anchor_link
            wagtailadmin_choose_page_child wagtailadmin_choose_page_chosen_multiple
            wagtailadmin_choose_page_email_link wagtailadmin_choose_page_external_link
            wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_search wagtailadmin_dismissibles
            wagtailadmin_error_test wagtailadmin_explore wagtailadmin_explore_results wagtailadmin_explore_root
            wagtailadmin_home wagtailadmin_logout wagtailadmin_tag_autocomplete
        check_chooser: choose choose_results chosen_multiple
        exercises: add index index_results
        questions: add index index_results
        quizzes: add index index_results
        teaching: index
                wagtailadmin_api:pages: listing
        wagtailadmin_editing_sessions: release
        wagtailadmin_pages: choose_parent confirm_workflow_cancellation revisions_index search search_results
            type_use type_use_results
        wagtailadmin_reports: aging_pages aging_pages_results locked_pages locked_pages_results page_types_usage
            page_types_usage_results site_history site_history_results workflow workflow_results workflow_tasks
            workflow_tasks_results
        wagtailadmin_workflows: task_chooser task_chooser_create task_chooser_results task_chosen
        wagtaildocs: add add_multiple index index_results
        wagtaildocs_chooser: choose choose_results chosen_multiple create
        wagtailembeds: chooser chooser_upload
        wagtailforms: index index_results
        wagtailimages: add add_multiple index index_results
        wagtailimages_chooser: choose choose_results chosen_multiple create
    """,
    "team": """
        attempt_timeline course_attempts
        check_chooser: chosen
        exercises: check edit publish
        questions: edit preview retire versions
        quizzes: edit
        teaching: exercise exercise-workbook learner learners run
        wagtailadmin_api:pages: action detail
        wagtailadmin_editing_sessions: ping
        wagtailadmin_pages: add add_subpage copy delete edit history history_results lock move move_confirm
            preview_on_add preview_on_edit revisions_compare revisions_revert revisions_unschedule
            revisions_view set_page_position set_privacy unlock unpublish usage view_draft workflow_history
            workflow_history_detail
        wagtaildocs: delete delete_multiple document_usage edit edit_multiple
        wagtaildocs_chooser: chosen
        wagtailimages: delete delete_multiple edit edit_multiple image_usage preview
        wagtailimages_chooser: chosen select_format
    """,
    "author": """
        teaching: comment
    """,
    "administrator": """
        award: edit history history_results index index_results usage
        certificate: index index_results inspect revoke
        memberships: add copy delete edit history history_results index index_results usage
        organisations: add copy delete edit history history_results index index_results usage
        wagtailadmin_collections: add delete edit index set_privacy
        wagtailadmin_workflows: add disable disable_task edit edit_task enable enable_task index index_results
            remove select_task_type task_index task_index_results usage usage_results
        wagtailredirects: add delete edit index index_results process_import start_import
        wagtailsites: add copy delete edit history history_results index index_results usage
        wagtailusers_groups: add delete edit history history_results index index_results usage
        wagtailusers_users: add copy delete edit history history_results index index_results usage
    """,
    "absent": """
        admin/^.*/$ file-listings wagtail_bulk_action wagtailadmin_block_preview wagtailadmin_password_reset_complete
            wagtailadmin_password_reset_confirm wagtailadmin_password_reset_done
            wagtailadmin_tag_model_autocomplete
        wagtailadmin_api:documents: detail find listing
        wagtailadmin_api:images: detail find listing
        wagtailadmin_api:pages: find
        wagtailadmin_pages: collect_workflow_action_data convert_alias workflow_action workflow_preview
        wagtailadmin_workflows: add_task
        wagtaildocs: create_multiple_from_uploaded_document delete_upload_multiple
        wagtailforms: delete_submissions list_submissions list_submissions_results
        wagtailimages: create_multiple_from_uploaded_image delete_upload_multiple url_generator
            url_generator_output
        wagtailsettings: edit preview_on_edit
        wagtailsnippets: index
    """,
}

# allauth's own: for everyone; for people who are signed in; and nothing that asks who one is in between.
ACCOUNTS = {
    "open": """
        account_login account_signup account_signup_by_passkey account_inactive account_logout account_reset_password
        account_confirm_password_reset_code account_complete_password_reset account_password_reset_completed
        account_email_verification_sent account_confirm_login_code mfa_authenticate mfa_login_webauthn mfa_signup_webauthn
    """,
    "signed-in": """
        account_reauthenticate account_email account_change_password account_set_password mfa_index mfa_reauthenticate
        mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes
        mfa_download_recovery_codes mfa_list_webauthn mfa_add_webauthn mfa_reauthenticate_webauthn mfa_remove_webauthn
        mfa_edit_webauthn usersessions_list
    """,
}
