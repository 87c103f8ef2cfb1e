using Dinamis.Kernel;
using Dinamis.Portal.Forms;
using Dinamis.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Dinamis.UnitTests.Portal;

/// <summary>Fields bear the names of the message: what is typed reaches the command, and a refusal finds its field.</summary>
public sealed class FormsSpec
{
    [Fact]
    public void Posted_fields_fill_the_message_of_their_names()
    {
        var request = Posted(("version", "7"), ("entity.name", " Commune de Dax "), ("entity.postal_code", "40100"), ("_cle", "k"), ("unknown.field", "x")).Lire<SaveEntityRequest>();
        request.Version.ShouldBe(7);
        request.Entity.Name.ShouldBe("Commune de Dax");
        request.Entity.PostalCode.ShouldBe("40100");
    }

    [Fact]
    public void Several_values_of_one_field_make_a_list() =>
        Posted(("sector.themes", new StringValues(["foret", "eau"]))).Lire<SaveSectorRequest>().Sector.Themes.ShouldBe(["foret", "eau"]);

    [Fact]
    public void A_part_that_is_left_empty_stays_absent() =>
        Posted(("box.west", ""), ("box.east", " "), ("max_cloud", "12,5")).Lire<CreateImageryRequestRequest>().ShouldSatisfyAllConditions(r => r.Box.ShouldBeNull(), r => r.MaxCloud.ShouldBe(12.5));

    [Fact]
    public void What_was_typed_is_shown_again_in_place_of_what_is_stored()
    {
        var form = Posted(("_action", "save"), ("entity.name", "typed")).Montrer(new EntityForm { Name = "stored", Town = "Dax" }, "entity.");
        form.Valeur("save", "entity.name").ToString().ShouldBe("typed");
        form.Valeur("other", "entity.name").ToString().ShouldBe("stored");
        form.Valeur("other", "entity.town").ToString().ShouldBe("Dax");
    }

    [Fact]
    public void A_refusal_stands_beside_the_fields_it_names_and_only_in_the_form_that_was_posted()
    {
        var form = Posted(("_action", "save"));
        form.Refuser(new Refused(Refusals.Invalid, [new("entity.name", "Indiquez le nom.")]));
        form.ErreurDe("save", "entity.name").ShouldBe("Indiquez le nom.");
        form.ErreurDe("other", "entity.name").ShouldBeNull();
        form.Refus.ShouldBeNull();
    }

    [Fact]
    public void A_field_that_the_page_refused_already_is_not_refused_again_under_the_name_of_the_message()
    {
        var form = Posted(("_action", "save"));
        form.Refuser("pieces", "« arrêté.pdf » n’est pas un PDF.");
        form.Refuser(new Refused(Refusals.Invalid, [new("decree_date", "Indiquez la date."), new("attachment_ids", "Un fichier n’est plus là.")]));
        form.Renommer("attachment_ids", "pieces");
        form.Erreurs.Select(e => e.Message).ShouldBe(["« arrêté.pdf » n’est pas un PDF.", "Indiquez la date."]);
    }

    [Fact]
    public void A_blank_row_between_two_people_does_not_move_the_error_of_the_second()
    {
        var form = Posted(("_action", "inviter"), ("invitees[0].given_name", ""), ("invitees[1].given_name", "Ada"), ("invitees[2].address", " "), ("invitees[3].address", "faux"), ("invitees[4].roles", "USER"));
        var rows = form.Lignes("invitees", 5, "given_name", "address");
        rows.ShouldBe([1, 3]);
        form.Refuser(new Refused(Refusals.Invalid, [new("invitees[0].family_name", "Indiquez le nom."), new("invitees[1].address", "Cette adresse n’est pas complète."), new("invitees", "50 au plus.")]));
        form.Renumeroter("invitees", rows);
        form.Erreurs.Select(e => e.Field).ShouldBe(["invitees[1].family_name", "invitees[3].address", "invitees"]);
    }

    [Fact]
    public void Rows_that_are_all_blank_leave_the_first_to_be_filled() => Posted(("_action", "inviter")).Lignes("invitees", 5, "address").ShouldBe([0]);

    static Saisie Posted(params (string Name, StringValues Value)[] fields)
    {
        var http = new DefaultHttpContext { Request = { Method = "POST", ContentType = "application/x-www-form-urlencoded" } };
        http.Request.Form = new FormCollection(fields.ToDictionary(f => f.Name, f => f.Value));
        return new(http);
    }
}
